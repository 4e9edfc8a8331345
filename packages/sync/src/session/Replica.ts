import { toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import { committedAt, Inbox } from '../inbox/Inbox.ts'
import { Line } from '../outbox/Line.ts'
import type { Appended, LoggedEvent } from '../protocol/Event.ts'
import type { Snapshot } from '../protocol/Snapshot.ts'
import { put, type Write } from '../store/LocalStore.ts'
import { StateRows } from '../store/StateRows.ts'
import type { SessionRecord } from '../store/Tables.ts'
import { applyCopy, applyRemote, judge } from './ApplyRemote.ts'
import { isLost, lostCursor } from './CursorRows.ts'
import { DeviceSessions } from './DeviceSessions.ts'
import { EpochSurvey } from './EpochSurvey.ts'
import { freshClientId } from './FreshClientId.ts'
import { Journal } from './Journal.ts'
import type { Loaded } from './LoadDocument.ts'
import { reauthorWork } from './ReauthorWork.ts'
import type { Alarm, ReplicaRim } from './ReplicaRim.ts'
import { SiblingEvents } from './SiblingEvents.ts'

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
  readonly sessions: DeviceSessions
  readonly inbox: Inbox
  epoch: number
  /** The last position of the log that is applied here. */
  cursor: number
  alarm: Alarm | null = null
  /** When the last event applied here was committed, ISO 8601; null while none was. */
  changedAt: string | null = null
  /** Whether the line must be made anew from the log: what was taken over had not heard of its epoch, or was refused. */
  unsurveyed = false
  readonly #rim: ReplicaRim
  readonly #rows: StateRows
  #survey: EpochSurvey | null
  readonly #journal: Journal
  readonly siblings = new SiblingEvents()
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
    this.sessions = new DeviceSessions(loaded.session, loaded.sessions)
    this.#survey = isLost(loaded.cursor) ? new EpochSurvey() : null
    this.#journal = new Journal(loaded.doc, this.#rows)
    this.doc.on('update', this.#onUpdate)
  }

  /** Local changes not sealed yet, in transactions. */
  get unsealed(): number {
    return this.#journal.size
  }

  /** Seals the window into exact events behind the line (LOG-4): before anything remote is applied. */
  seal(): void {
    const { bodies, writes } = this.#journal.seal(this.clientId)
    if (writes.length === 0) return
    const joined = bodies.map((body) =>
      this.#join(this.session, this.clientId, this.#nextSeq++, body),
    )
    this.#rim.write([...joined, ...writes, this.#sessionRow()])
  }

  /** Applies what arrived in order, and writes it with the cursor. */
  receive(events: readonly LoggedEvent[]): void {
    this.inbox.hold(events)
    this.#advance()
  }

  /** Whether the log must be read event by event: a survey notes what it holds of each session. */
  get surveying(): boolean {
    return this.#survey !== null
  }

  /**
   * Takes over the state of the log at a later position, and what follows on it, as one step. False when it cannot be
   * read: then nothing was taken over, and the events are to be read.
   */
  leap(snapshot: Snapshot, events: readonly LoggedEvent[]): boolean {
    if (snapshot.seq > this.cursor) this.inbox.leap(snapshot.seq)
    this.sessions.passOver(snapshot.seq)
    this.inbox.hold(events)
    return this.#advance(snapshot)
  }

  /**
   * Takes acknowledged events out of the line; the cursor passes those of this document without applying them again.
   * `elsewhere`: another tab was told, and takes them off the disk.
   */
  acknowledge(acks: Appended['acks'], elsewhere = false): void {
    const left = this.line.leave(new Set(acks.map(({ event_id }) => event_id)))
    const here = this.siblings.drop(new Set(left.map(({ id }) => id)))
    for (const { seq } of acks) this.sessions.written = Math.max(this.sessions.written, seq)
    this.inbox.holdOwn(acks.flatMap(({ event_id, seq }) => (here.has(event_id) ? [seq] : [])))
    if (!elsewhere) this.#rim.write(left.map(({ write }) => write))
    this.#advance()
  }

  /** Takes over what other openings left that ended since: this copy becomes what opening the document now would give. */
  takeOver({ doc, cursor, outbox, sessions, writes }: Loaded): void {
    this.seal()
    this.line.adopt(outbox.filter(({ value }) => !this.sessions.has(value.session)))
    this.sessions.take(sessions)
    applyCopy(this.doc, doc)
    if (cursor.epoch === this.epoch && cursor.seq > this.cursor) {
      this.inbox.leap(cursor.seq)
      this.cursor = cursor.seq
    }
    this.unsurveyed = !this.surveying && (isLost(cursor) || this.line.parked > 0)
    this.#rim.write([...writes, this.#cursorRow()])
  }

  /** Takes note of the log's epoch; false when the copy here belongs to another one. */
  adoptEpoch(epoch: number): boolean {
    if (this.epoch > 0) return this.epoch === epoch
    this.epoch = epoch
    this.#rim.write([this.#cursorRow()])
    return true
  }

  /** The log is another one: it is read from its start, while a survey notes what it holds. */
  restart(): void {
    this.seal()
    this.unsurveyed = false
    this.sessions.written = 0
    this.epoch = lostCursor.epoch
    this.cursor = 0
    this.inbox.reset(0)
    this.#survey = new EpochSurvey()
    this.#rim.write([this.#cursorRow()])
  }

  /** The log was read to its head: after a restart, what it lacks of this device's work takes the line's place. */
  settle(): void {
    const survey = this.#survey
    if (survey === null) return
    this.seal()
    this.#survey = null
    const sessions = new Map([...this.sessions.ended, [this.session, this.#record]])
    const writes = this.line.clear(new Set(sessions.keys()))
    const missing = survey.missing(this.doc, sessions, this.session)
    for (const { session, clientId, from, bodies } of missing) {
      const record = { clientId, nextSeq: from + bodies.length, epoch: this.epoch }
      bodies.forEach((body, i) => writes.push(this.#join(session, clientId, from + i, body)))
      writes.push(put('sessions', [this.document, session], record))
      if (session === this.session) this.#nextSeq = record.nextSeq
    }
    this.#rim.write([...writes, this.#cursorRow()])
  }

  /**
   * Another session has this one's clientID. Before anything was written a fresh one is taken: `fresh`. Else the unsent
   * work is rewritten on disk under another, and this copy, which cannot follow, must be opened again: `lapsed`.
   */
  reidentify(session: string): 'fresh' | 'lapsed' | 'failed' {
    const to = freshClientId(this.doc, this.#rim.ids)
    if (session === this.session && this.unsealed === 0 && this.#nextSeq === 1) {
      this.clientId = to
      this.doc.clientID = to
      return 'fresh'
    }
    this.seal()
    const { document, doc, line } = this
    const record = session === this.session ? this.#record : this.sessions.ended.get(session)
    if (record === undefined) return 'failed'
    const writes = reauthorWork({ document, doc, line, rows: this.#rows, session, record, to })
    if (writes === null) return 'failed'
    this.detach()
    this.#rim.write(writes)
    return 'lapsed'
  }

  /** Tidies the state rows when enough of them gathered. */
  compact(): void {
    this.#rim.write(this.#rows.tidy(this.doc))
  }

  /** Writes everything this copy stands for again, to a disk that lost it. */
  resave(): void {
    this.seal()
    const sessions = [...this.sessions.ended, [this.session, this.#record] as const]
    this.#rim.write([
      ...this.#rows.rewrite(Y.encodeStateAsUpdate(this.doc)),
      ...this.line.rewrite((record) => record),
      ...sessions.map(([session, record]) => put('sessions', [this.document, session], record)),
      this.#cursorRow(),
    ])
  }

  /** Hands captured changes to the disk now instead of at the end of this microtask. */
  flush(): void {
    const writes = this.#journal.flush(this.cursor)
    if (this.#nextSeq === 1 && writes.length > 0) writes.push(this.#sessionRow())
    if (writes.length > 0) this.#rim.write(writes)
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
    if (!transaction.local || !this.#journal.capture(update)) return
    this.#rim.edited()
    queueMicrotask(() => this.flush())
  }

  #advance(snapshot: Snapshot | null = null): boolean {
    const run = this.inbox.take()
    if (run.length === 0 && snapshot === null) return true
    const foreign = run.filter(({ event }) => event !== 'own' && event.session_id !== this.session)
    if (foreign.length > 0 || snapshot !== null) this.seal()
    const applied = applyRemote(this.doc, snapshot, foreign)
    const { incoming, unreadable } = applied
    this.#keepClientId()
    const changed = incoming === null ? [] : [this.#rows.append(incoming)]
    if (unreadable) {
      this.inbox.reset(this.cursor)
      this.#rim.write(changed)
      return false
    }
    this.cursor = this.inbox.cursor
    this.changedAt = committedAt(run.at(-1)) ?? snapshot?.committed_at ?? this.changedAt
    this.alarm = judge(this.alarm, applied, this.cursor)
    const events = run.flatMap(({ event }) => (event === 'own' ? [] : [event]))
    const logged = new Set(events.map(({ event_id }) => event_id))
    this.#survey?.note(events)
    this.sessions.note(events)
    this.siblings.drop(logged)
    this.#rim.write([
      ...this.line.leave(logged).map(({ write }) => write),
      ...changed,
      this.#cursorRow(),
    ])
    this.applySiblings()
    return true
  }

  /** Yjs gives a document another clientID when it meets its own in what others wrote. */
  #keepClientId(): void {
    if (this.unsealed === 0 && this.#nextSeq === 1) this.clientId = this.doc.clientID
    else this.doc.clientID = this.clientId
  }

  /** Takes in what other tabs wrote and this copy now has the ground for; its rows are on the disk already. */
  applySiblings(): void {
    this.siblings.apply(this.doc, this.epoch, this.cursor, () => this.seal())
  }

  #join(session: string, client_id: number, session_seq: number, body: Uint8Array): Write {
    return this.line.join(session, this.surveying ? lostCursor.epoch : this.epoch, {
      event_id: this.#rim.ids.uuid(),
      session_seq,
      base_seq: this.cursor,
      client_id,
      encoding: 'v1',
      body: toBase64(body),
      authored_at: new Date(this.#rim.now()).toISOString(),
    })
  }

  /** While a survey is under way the disk says so: after a crash it begins anew. */
  #cursorRow(): Write {
    const { epoch, cursor: seq } = this
    return put(
      'cursors',
      [this.document, this.session],
      this.surveying ? lostCursor : { epoch, seq },
    )
  }

  get #record(): SessionRecord {
    return { clientId: this.clientId, nextSeq: this.#nextSeq, epoch: Math.max(0, this.epoch) }
  }

  #sessionRow(): Write {
    return put('sessions', [this.document, this.session], this.#record)
  }
}
