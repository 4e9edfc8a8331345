import { origins } from '@coldopen/core/document'
import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { Ids } from '../identity/Ids.ts'
import { Inbox, type Arrival } from '../inbox/Inbox.ts'
import { coalesce } from '../outbox/Coalesce.ts'
import { Line } from '../outbox/Line.ts'
import type { LoggedEvent } from '../protocol/Event.ts'
import { maxEventBytes } from '../protocol/Limits.ts'
import { put, type Write } from '../store/LocalStore.ts'
import { StateRows } from '../store/StateRows.ts'
import type { Loaded } from './LoadDocument.ts'

export interface ReplicaRim {
  readonly ids: Ids
  readonly now: () => number
  /** Takes writes to disk in the order given. */
  readonly write: (writes: readonly Write[]) => void
  /** A local change was made; it is on its way to disk. */
  readonly edited: () => void
}

/** Events the document could not take, by their position: the log has something that is no update, or a gap. */
export interface Alarm {
  readonly seq: number
  readonly detail: string
}

/**
 * One open document: the Y.Doc, its journal of unsealed edits, its line to the log and its inbox. It decides nothing
 * about time or network: it turns edits, seals, pages and acknowledgements into writes that keep the disk honest.
 */
export class Replica {
  readonly document: string
  readonly session: string
  clientId: number
  readonly doc: Y.Doc
  readonly line: Line
  readonly inbox: Inbox
  epoch: number
  /** The last position of the log that is applied here. */
  cursor: number
  alarm: Alarm | null = null
  /** When the last event applied here was committed, ISO 8601; null while none was. */
  changedAt: string | null = null
  readonly #rim: ReplicaRim
  readonly #rows: StateRows
  #window: Uint8Array[] = []
  #captured: Uint8Array[] = []
  #incoming: Uint8Array | null = null
  #sealedClock: number
  #nextSeq = 1

  constructor(loaded: Loaded, rim: ReplicaRim) {
    this.document = loaded.document
    this.session = loaded.session
    this.doc = loaded.doc
    this.clientId = loaded.doc.clientID
    this.line = new Line(loaded.document, loaded.outbox)
    this.inbox = new Inbox(loaded.cursor.seq)
    this.epoch = loaded.cursor.epoch
    this.cursor = loaded.cursor.seq
    this.#rim = rim
    this.#rows = new StateRows(loaded.document, loaded.session, loaded.updates)
    this.#sealedClock = Y.getState(this.doc.store, this.clientId)
    this.doc.on('update', this.#onUpdate)
  }

  /** Local changes not sealed yet, in transactions. */
  get unsealed(): number {
    return this.#window.length + this.#captured.length
  }

  /** Seals the window into exact events behind the line (LOG-4): before anything remote is applied. */
  seal(): void {
    this.flush()
    if (this.#window.length === 0) return
    const bodies = coalesce(this.doc, this.clientId, this.#sealedClock, this.#window, maxEventBytes)
    const authored = new Date(this.#rim.now()).toISOString()
    const joined = bodies.map((body) =>
      this.line.join(this.session, {
        event_id: this.#rim.ids.uuid(),
        session_seq: this.#nextSeq++,
        base_seq: this.cursor,
        client_id: this.clientId,
        encoding: 'v1',
        body: toBase64(body),
        authored_at: authored,
      }),
    )
    this.#window = []
    this.#sealedClock = Y.getState(this.doc.store, this.clientId)
    this.#rim.write([...joined, ...this.#rows.seal(), this.#sessionRow()])
  }

  /** Applies what arrived in order, and writes it with the cursor. */
  receive(events: readonly LoggedEvent[]): void {
    this.inbox.hold(events)
    this.#advance()
  }

  /** Takes acknowledged events out of the line; the cursor passes them without applying them again. */
  acknowledge(acks: readonly { readonly event_id: string; readonly seq: number }[]): void {
    const gone = this.line.leave(new Set(acks.map(({ event_id }) => event_id)))
    this.inbox.holdOwn(acks.map(({ seq }) => seq))
    this.#rim.write(gone)
    this.#advance()
  }

  park(event: string, reason: string): void {
    this.#rim.write(this.line.park(event, reason))
  }

  unpark(): void {
    this.#rim.write(this.line.unpark())
  }

  /** Takes note of the log's epoch; false when the copy here belongs to another one. */
  adoptEpoch(epoch: number): boolean {
    if (this.epoch !== 0) return this.epoch === epoch
    this.epoch = epoch
    this.#rim.write([this.#cursorRow()])
    return true
  }

  /** Forgets the cursor and the epoch; the work in the line stays. */
  restart(): void {
    this.seal()
    this.epoch = 0
    this.cursor = 0
    this.inbox.reset(0)
    this.#rim.write([this.#cursorRow()])
  }

  /** Takes a fresh clientID while the session has written nothing; false when it is too late for that. */
  reidentify(session: string): boolean {
    if (session !== this.session || this.unsealed > 0 || this.#nextSeq > 1) return false
    do this.doc.clientID = this.#rim.ids.clientId()
    while (this.doc.store.clients.has(this.doc.clientID))
    this.clientId = this.doc.clientID
    return true
  }

  /** Rewrites the state rows as one when their tail has grown. */
  compact(): void {
    if (!this.#rows.wantCompaction) return
    this.#rim.write(this.#rows.compact(Y.encodeStateAsUpdate(this.doc)))
  }

  /** Hands captured changes to the disk now instead of at the end of this microtask. */
  flush(): void {
    if (this.#captured.length === 0) return
    const captured = this.#captured
    const first = this.#nextSeq === 1 && this.#window.length === 0
    this.#captured = []
    this.#window.push(...captured)
    const writes = captured.flatMap((body) => this.#rows.appendUnsealed(body, this.cursor))
    this.#rim.write(first ? [...writes, this.#sessionRow()] : writes)
  }

  /** Lets go of the document; what is on its way to disk goes on. */
  detach(): void {
    this.doc.off('update', this.#onUpdate)
  }

  readonly #onUpdate = (
    update: Uint8Array,
    _origin: unknown,
    _doc: Y.Doc,
    transaction: Y.Transaction,
  ): void => {
    if (!transaction.local) {
      this.#incoming = update
      return
    }
    this.#captured.push(update)
    if (this.#captured.length > 1) return
    queueMicrotask(() => this.flush())
    this.#rim.edited()
  }

  #advance(): void {
    const run = this.inbox.take()
    if (run.length === 0) return
    const foreign = run.filter((arrival) => this.#isForeign(arrival))
    if (foreign.length > 0) this.seal()
    this.cursor = this.inbox.cursor
    this.changedAt = committedAt(run.at(-1)) ?? this.changedAt
    const incoming = this.#apply(foreign)
    const seen = run.flatMap(({ event }) => (event === 'own' ? [] : [event.event_id]))
    this.#rim.write([
      ...this.line.leave(new Set(seen)),
      ...(incoming === null ? [] : [this.#rows.append(incoming)]),
      this.#cursorRow(),
    ])
  }

  /** Applies events in one transaction; returns what it changed, or null. A body that is no update is passed over. */
  #apply(arrivals: readonly Arrival[]): Uint8Array | null {
    if (arrivals.length === 0) return null
    this.#incoming = null
    Y.transact(
      this.doc,
      () => arrivals.forEach((arrival) => this.#applyOne(arrival)),
      origins.remote,
      false,
    )
    const { pendingStructs, pendingDs } = this.doc.store
    if (pendingStructs !== null || pendingDs !== null) {
      this.alarm = { seq: this.cursor, detail: 'events build on something the log does not hold' }
    }
    return this.#incoming
  }

  #applyOne({ seq, event }: Arrival): void {
    if (event === 'own') return
    const apply = event.encoding === 'v1' ? Y.applyUpdate : Y.applyUpdateV2
    try {
      apply(this.doc, fromBase64(event.body), origins.remote)
    } catch (error) {
      this.alarm = { seq, detail: `the event is no update: ${String(error)}` }
    }
  }

  #isForeign({ event }: Arrival): boolean {
    return event !== 'own' && event.session_id !== this.session
  }

  #cursorRow(): Write {
    return put('cursors', [this.document], { epoch: this.epoch, seq: this.cursor })
  }

  #sessionRow(): Write {
    return put('sessions', [this.document, this.session], {
      clientId: this.clientId,
      nextSeq: this.#nextSeq,
    })
  }
}

const committedAt = (arrival: Arrival | undefined): string | null =>
  arrival === undefined || arrival.event === 'own' ? null : arrival.event.committed_at
