import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { protocolVersion } from '@coldopen/sync/protocol'
import { createClient } from '@supabase/supabase-js'
import type { SupabaseClient } from '@supabase/supabase-js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { temporaryFolder } from '../support/backend.ts'
import { startBackendProcess } from '../support/backendProcess.ts'
import type { BackendProcess } from '../support/backendProcess.ts'

const rounds = process.env['COLDOPEN_LONG'] === '1' ? 20 : 2
const writers = 3

let folder: ReturnType<typeof temporaryFolder>
let backend: BackendProcess | null
beforeEach(() => {
  folder = temporaryFolder()
  backend = null
})
afterEach(async () => {
  await backend?.stop()
  folder.remove()
})

interface SentEvent {
  readonly event_id: string
  readonly session_seq: number
  readonly body: string
}

/** Somebody who types into one document and sends each batch again until the log has acknowledged it. */
class Writer {
  readonly session = randomUUID()
  readonly sent: SentEvent[] = []
  /** The seq the log acknowledged, by event. */
  readonly acknowledged = new Map<string, number>()
  readonly #doc = new Y.Doc()
  readonly #client: SupabaseClient
  readonly #document: string
  readonly #epoch: number

  constructor(client: SupabaseClient, document: string, epoch: number) {
    this.#client = client
    this.#document = document
    this.#epoch = epoch
  }

  async register(): Promise<void> {
    const { error } = await this.#client.rpc('register_session', {
      p_doc: this.#document,
      p_session: this.session,
      p_client_id: this.#doc.clientID,
      p_protocol: protocolVersion,
      p_device: randomUUID(),
    })
    if (error !== null) throw new Error(error.message)
  }

  /** Types until `stop`; resolves when everything is acknowledged. */
  async type(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) await this.#deliver([this.#edit(), this.#edit()])
  }

  #edit(): SentEvent {
    const before = Y.encodeStateVector(this.#doc)
    this.#doc.getText('t').insert(0, `${this.sent.length} `)
    const event = {
      event_id: randomUUID(),
      session_seq: this.sent.length + 1,
      base_seq: 0,
      client_id: this.#doc.clientID,
      encoding: 'v1',
      authored_at: new Date().toISOString(),
      body: Buffer.from(Y.encodeStateAsUpdate(this.#doc, before)).toString('base64'),
    }
    this.sent.push(event)
    return event
  }

  async #deliver(batch: readonly SentEvent[]): Promise<void> {
    for (;;) {
      const { data, error, status } = await this.#client.rpc('append_events', {
        p_doc: this.#document,
        p_session: this.session,
        p_epoch: this.#epoch,
        p_events: batch,
      })
      if (error === null) {
        const { acks } = data as { acks: readonly { event_id: string; seq: number }[] }
        for (const { event_id, seq } of acks) this.acknowledged.set(event_id, seq)
        return
      }
      // No answer, or a backend that is going down or coming up; anything else is a fault.
      if (status !== 0 && status < 500) throw new Error(`${status} ${error.message}`)
      await sleep(20)
    }
  }
}

interface Logged extends SentEvent {
  readonly seq: number
  readonly session_id: string
}

const readLog = async (client: SupabaseClient, document: string, epoch: number) => {
  const events: Logged[] = []
  for (;;) {
    const { data, error } = await client.rpc('read_events', {
      p_doc: document,
      p_after: events.length,
      p_epoch: epoch,
    })
    if (error !== null) throw new Error(error.message)
    const page = data as { head: number; events: readonly Logged[] }
    events.push(...page.events)
    if (events.length >= page.head) return { events, head: page.head }
  }
}

it.each(['native', 'pglite'] as const)(
  'SHOW-4 CRASH-1 killed in the middle of appends on %s: nothing acknowledged is lost, nothing doubled',
  async (database) => {
    const first = await startBackendProcess(folder.path, { database })
    backend = first
    const port = Number(new URL(first.url).port)
    const client = createClient(first.url, first.publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
    })
    const { error } = await client.auth.signUp({ email: 'ada@example.com', password: randomUUID() })
    expect(error).toBeNull()
    const document = randomUUID()
    const opened = await client.rpc('create_project', { p_project: document })
    const { epoch } = opened.data as { epoch: number }
    const people = Array.from({ length: writers }, () => new Writer(client, document, epoch))
    await Promise.all(people.map((writer) => writer.register()))

    const stop = new AbortController()
    const typing = Promise.all(people.map((writer) => writer.type(stop.signal)))
    const count = () => people.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0)
    for (let round = 0; round < rounds; round += 1) {
      const before = count()
      await expect.poll(count, { interval: 5 }).toBeGreaterThan(before + 20)
      await backend.kill()
      backend = await startBackendProcess(folder.path, { database, port })
    }
    stop.abort()
    await typing

    const { events, head } = await readLog(client, document, epoch)
    const sent = people.flatMap((writer) => writer.sent)
    expect(head).toBe(sent.length)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(sent.length)
    for (const writer of people) {
      const own = events.filter(({ session_id }) => session_id === writer.session)
      expect(
        own.map(({ event_id, session_seq, body }) => ({ event_id, session_seq, body })),
      ).toEqual(
        writer.sent.map(({ event_id, session_seq, body }) => ({ event_id, session_seq, body })),
      )
      for (const { event_id, seq } of own) expect(writer.acknowledged.get(event_id)).toBe(seq)
    }
    const merged = new Y.Doc()
    for (const { body } of events) Y.applyUpdate(merged, Buffer.from(body, 'base64'))
    expect(merged.getText('t').toString().split(' ').length - 1).toBe(sent.length)
  },
  600_000,
)
