import { randomInt, randomUUID } from 'node:crypto'
import type { EventLogShape } from '@coldopen/sync/testing'
import { Effect } from 'effect'
import * as Y from 'yjs'

type Events = Parameters<EventLogShape['append']>[3]

/** One session writing text into a document, event by event. */
export class Writing {
  readonly session: string
  readonly clientId: number
  readonly device: string
  readonly epoch: number
  readonly #log: EventLogShape
  readonly #document: string
  readonly #doc = new Y.Doc()
  #seq = 0

  private constructor(
    log: EventLogShape,
    document: string,
    session: string,
    clientId: number,
    device: string,
    epoch: number,
  ) {
    this.#log = log
    this.#document = document
    this.session = session
    this.clientId = clientId
    this.device = device
    this.epoch = epoch
    this.#doc.clientID = clientId
  }

  static async begin(
    log: EventLogShape,
    document: string,
    device: string = randomUUID(),
  ): Promise<Writing> {
    const [session, clientId] = [randomUUID(), randomInt(2 ** 32)]
    const { epoch } = await Effect.runPromise(
      log.registerSession(document, session, clientId, device),
    )
    return new Writing(log, document, session, clientId, device, epoch)
  }

  /** The next event: `text` at the end. */
  event(text: string): Events[number] {
    const before = Y.encodeStateVector(this.#doc)
    const written = this.#doc.getText('t')
    written.insert(written.length, text)
    const body = Y.encodeStateAsUpdate(this.#doc, before)
    return {
      event_id: randomUUID(),
      session_seq: ++this.#seq,
      base_seq: 0,
      client_id: this.clientId,
      encoding: 'v1',
      body: Buffer.from(body).toString('base64'),
      authored_at: '2026-01-01T00:00:00.000Z',
    }
  }

  append(events: Events) {
    return this.#log.append(this.#document, this.session, this.epoch, events)
  }

  read(after: number) {
    return this.#log.read(this.#document, after, this.epoch)
  }
}
