import { randomUUID } from 'node:crypto'
import { protocolVersion } from '@coldopen/sync/protocol'
import type { SupabaseClient } from '@supabase/supabase-js'
import * as Y from 'yjs'

interface Opened {
  readonly doc: string
  readonly epoch: number
  readonly head: number
}

interface Appended {
  readonly head: number
}

/** Calls a SQL function; rejects with the refusal's sentence. */
export const call = async <A>(client: SupabaseClient, name: string, args: object): Promise<A> => {
  const { data, error } = await client.rpc(name, args)
  if (error !== null) throw new Error(`${name}: ${error.message} ${error.details ?? ''}`)
  return data as A
}

export const createProject = async (client: SupabaseClient): Promise<string> => {
  const project = randomUUID()
  await call(client, 'create_project', { p_project: project })
  return project
}

export const createDocument = async (
  client: SupabaseClient,
  project: string,
  kind: 'screenplay' | 'scene' | 'timeline',
): Promise<string> => {
  const doc = randomUUID()
  await call(client, 'create_document', { p_project: project, p_doc: doc, p_kind: kind })
  return doc
}

/** Lets somebody into a project by an invitation. */
export const invite = async (
  owner: SupabaseClient,
  project: string,
  guest: SupabaseClient,
  role: 'editor' | 'commenter' | 'viewer',
): Promise<void> => {
  const { token } = await call<{ token: string }>(owner, 'create_invite', {
    p_project: project,
    p_role: role,
  })
  await call(guest, 'accept_invite', { p_token: token })
}

/** One session of one writer, below the engine client: each `edit` and `send` is an event as the log takes it. */
export class Author {
  readonly document: string
  readonly doc = new Y.Doc()
  readonly #client: SupabaseClient
  readonly #session = randomUUID()
  readonly #epoch: number
  #cursor = 0
  #seq = 0

  private constructor(client: SupabaseClient, opened: Opened) {
    this.#client = client
    this.document = opened.doc
    this.#epoch = opened.epoch
  }

  static async open(client: SupabaseClient, document: string): Promise<Author> {
    const device = randomUUID()
    const probe = await call<Opened>(client, 'register_session', {
      p_doc: document,
      p_session: randomUUID(),
      p_client_id: Math.floor(Math.random() * 2 ** 32),
      p_protocol: protocolVersion,
      p_device: device,
    })
    const author = new Author(client, probe)
    await call(client, 'register_session', {
      p_doc: document,
      p_session: author.#session,
      p_client_id: author.doc.clientID,
      p_protocol: protocolVersion,
      p_device: device,
    })
    await author.pull()
    return author
  }

  /** Edits the document and appends what changed as one event; returns the log's head. */
  async edit(change: (doc: Y.Doc) => void): Promise<number> {
    const before = Y.encodeStateVector(this.doc)
    change(this.doc)
    return this.send(Y.encodeStateAsUpdate(this.doc, before))
  }

  /** Appends bodies as they are, as one batch. */
  async send(...bodies: readonly Uint8Array[]): Promise<number> {
    const events = bodies.map((body) => ({
      event_id: randomUUID(),
      session_seq: (this.#seq += 1),
      base_seq: this.#cursor,
      client_id: this.doc.clientID,
      encoding: 'v1',
      body: Buffer.from(body).toString('base64'),
      authored_at: new Date().toISOString(),
    }))
    const { head } = await call<Appended>(this.#client, 'append_events', {
      p_doc: this.document,
      p_session: this.#session,
      p_epoch: this.#epoch,
      p_events: events,
    })
    return head
  }

  /** Takes in what the log holds beyond what was taken in before. */
  async pull(): Promise<void> {
    for (let head = Infinity; this.#cursor < head;) {
      const page = await call<{ head: number; events: readonly { seq: number; body: string }[] }>(
        this.#client,
        'read_events',
        { p_doc: this.document, p_after: this.#cursor, p_epoch: this.#epoch },
      )
      for (const { body } of page.events) Y.applyUpdate(this.doc, Buffer.from(body, 'base64'))
      head = page.head
      this.#cursor = page.events.at(-1)?.seq ?? head
    }
  }
}
