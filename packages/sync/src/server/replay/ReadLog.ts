import type { SupabaseClient } from '@supabase/supabase-js'
import { Schema } from 'effect'
import { Listed, Page } from '../../protocol/Event.ts'
import type { LoggedEvent } from '../../protocol/Event.ts'
import { maxPageEvents } from '../../protocol/Limits.ts'

/** A document with its whole log, as the server gives it to a member. */
export interface ReadLog {
  readonly document: Listed
  readonly events: readonly LoggedEvent[]
}

const Documents = Schema.Struct({ documents: Schema.Array(Listed) })

/** Every document of the account. */
export const listDocuments = async (client: SupabaseClient): Promise<readonly Listed[]> =>
  (await call(client, 'list_documents', {}, Documents)).documents

/** When a document changed last: `committed_at` of its newest event; null while it has none. */
export const lastChange = async (
  client: SupabaseClient,
  { doc, epoch, head }: Listed,
): Promise<string | null> => {
  if (head === 0) return null
  const last = { p_doc: doc, p_after: head - 1, p_epoch: epoch, p_limit: 1 }
  const { events } = await call(client, 'read_events', last, Page)
  return events.at(-1)?.committed_at ?? null
}

/** Reads a document's log from its beginning to its head. Rejects with a sentence when it cannot be read whole. */
export const readLog = async (client: SupabaseClient, id: string): Promise<ReadLog> => {
  const document = (await listDocuments(client)).find(({ doc }) => doc === id)
  if (document === undefined)
    throw new Error(`There is no document ${id} for this account. Ask its owner to invite you.`)
  const events: LoggedEvent[] = []
  for (let head = document.head; events.length < head;) {
    const page = await call(
      client,
      'read_events',
      { p_doc: id, p_after: events.length, p_epoch: document.epoch, p_limit: maxPageEvents },
      Page,
    )
    for (const event of page.events) {
      if (event.seq !== events.length + 1)
        throw new Error(`The log has a gap: after ${events.length} comes ${event.seq}.`)
      events.push(event)
    }
    if (page.events.length === 0 && events.length < page.head)
      throw new Error(`The log ends at ${events.length}, but its head is ${page.head}.`)
    head = page.head
  }
  return { document, events }
}

const call = async <A>(
  client: SupabaseClient,
  name: string,
  args: object,
  answer: Schema.ConstraintDecoder<A>,
): Promise<A> => {
  const { data, error } = await client.rpc(name, args)
  if (error !== null) throw new Error(`${error.message}: ${error.details ?? ''}`)
  return Schema.decodeUnknownPromise(answer)(data)
}
