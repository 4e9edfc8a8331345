import { reauthor, withoutClient } from '@coldopen/core/document'
import { Effect, Result, Semaphore } from 'effect'
import * as Y from 'yjs'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { type LocalStoreShape, put, type Write } from '../store/LocalStore.ts'
import { isLost, lostCursor } from './CursorRows.ts'

export interface SuccessionOptions {
  readonly store: LocalStoreShape
  readonly document: string
  readonly session: string
  readonly clientId: () => number
  /** The log its work belongs to; 0: not known; `lostCursor`'s while that is surveyed. */
  readonly epoch: () => number
  readonly freshSession: () => string
  /** A clientID nothing in the document has. */
  readonly freshClientId: () => number
  /** Shows that a session lives for as long as the document is open. */
  readonly hold: (session: string) => Effect.Effect<void, DeviceCannotSave>
  /** The session was ended by another process: nothing may be sent in its name, and this copy must be opened again. */
  readonly ended: () => void
}

/** Who writes to disk, and how they say what was written in the first one's name. */
interface Author {
  readonly session: string
  readonly clientId: number
  readonly translate: (writes: readonly Write[]) => readonly Write[]
}

/**
 * The commits of an open document in its session's name. When another process took the session for dead and ended it, what
 * did not reach the disk gets an heir: a session with a clientID of its own, that carries on where the disk left off.
 * What had reached the disk is the other's to send, so nothing is said twice and nothing is lost.
 */
export class Succession {
  readonly #options: SuccessionOptions
  readonly #turn = Semaphore.makeUnsafe(1)
  #author: Author | null = null

  constructor(options: SuccessionOptions) {
    this.#options = options
  }

  commit(writes: readonly Write[]): Effect.Effect<void, DeviceCannotSave> {
    return Effect.suspend(() => this.#commitBy((this.#author ??= this.#first()), writes))
  }

  #first(): Author {
    const { session, clientId } = this.#options
    return { session, clientId: clientId(), translate: (writes) => writes }
  }

  #commitBy(author: Author, writes: readonly Write[]): Effect.Effect<void, DeviceCannotSave> {
    const { store, document } = this.#options
    return store
      .commitAs([document, author.session], author.translate(writes))
      .pipe(
        Effect.catchTag('SessionEnded', () =>
          Effect.flatMap(Semaphore.withPermit(this.#turn, this.#heirOf(author)), (heir) =>
            this.#commitBy(heir, writes),
          ),
        ),
      )
  }

  readonly #heirOf = Effect.fnUntraced(
    { self: this },
    function* (this: Succession, author: Author): Effect.fn.Return<Author, DeviceCannotSave> {
      if (this.#author !== null && this.#author !== author) return this.#author
      const { store, document, clientId, epoch, hold } = this.#options
      this.#options.ended()
      const own = author.session === this.#options.session ? clientId() : author.clientId
      const { updates, sessions } = yield* store.snapshot(['updates', 'sessions'], [document])
      const record = sessions.find(({ key }) => key[1] === author.session)?.value
      const from = record?.clientId ?? own
      const since = updates.reduce(
        (clock, { value }) => Math.max(clock, Y.parseUpdateMeta(value.body).to.get(from) ?? 0),
        0,
      )
      const session = this.#options.freshSession()
      yield* hold(session)
      const to = this.#options.freshClientId()
      const inherit = inheritance({
        document,
        ended: author.session,
        session,
        own,
        from,
        since,
        to,
        epoch: epoch(),
      })
      this.#author = {
        session,
        clientId: to,
        translate: (writes) => inherit(author.translate(writes)),
      }
      return this.#author
    },
  )
}

interface Estate {
  readonly document: string
  /** The session that was ended. */
  readonly ended: string
  /** The heir's session. */
  readonly session: string
  /** The clientID the edits were made with. */
  readonly own: number
  /** What that clientID is on disk: an adopter may have exchanged it. */
  readonly from: number
  /** The first clock of `from` that is not on disk. */
  readonly since: number
  /** The heir's clientID. */
  readonly to: number
  readonly epoch: number
}

/**
 * Of the writes of an ended session, what nobody else has: its unsealed edits, as the heir's, and what came from the log
 * that they may build on, with the cursor. The line and the tidying of rows are left to whoever opens the document next.
 */
const inheritance = ({ document, ended, session, own, from, since, to, epoch }: Estate) => {
  const onDisk = Y.encodeStateVector(new Map([[from, since]]))
  const known = (body: Uint8Array): Uint8Array =>
    own === from ? body : Result.getOrThrow(reauthor(body, own, from, Infinity))
  const asHeir = (body: Uint8Array): Uint8Array =>
    Result.getOrThrow(reauthor(Y.diffUpdate(known(body), onDisk), from, to, Infinity, since))
  /** The log's part of a row: what the session wrote beyond the disk has marked rows of its own, as the heir's. */
  const ofLog = (body: Uint8Array): Uint8Array =>
    reaches(body, own, since) ? Result.getOrThrow(withoutClient(known(body), from, since)) : body
  /** A survey began among these writes. Its outcome is the line, which is left out: the disk says it has not ended. */
  let unsettled = false
  return (writes: readonly Write[]): readonly Write[] => {
    const bases = editedAt(writes, ended)
    const rows = writes.flatMap((write): Write[] => {
      if (write.table !== 'updates' || write.value === null) return []
      const key = [document, session, write.key[2]] as const
      const base = bases.get(write)
      if (base !== undefined) {
        const body = asHeir(write.value.body)
        return [put('updates', key, { body }), put('journal', key, { base })]
      }
      return [put('updates', key, { body: ofLog(write.value.body) })]
    })
    const told = writes.flatMap(({ table, value }) =>
      table === 'cursors' && value !== null ? [value] : [],
    )
    unsettled ||= told.some(isLost)
    const reached = unsettled ? lostCursor : told.at(-1)
    // In the heir's own row: whoever took the ended session over removes that one's, perhaps only later.
    const cursors = reached === undefined ? [] : [put('cursors', [document, session], reached)]
    // What was written during a survey names positions of no log: whoever takes it over surveys it, too.
    const of = unsettled ? lostCursor.epoch : epoch
    const record = put('sessions', [document, session], { clientId: to, nextSeq: 1, epoch: of })
    return [...rows, ...cursors, ...(bases.size > 0 ? [record] : [])]
  }
}

/**
 * The rows among these writes that hold the edits of a session, with the log position each was made at: rows with a mark,
 * and those a seal wrote without one, which stand between its events and the session's record.
 */
const editedAt = (writes: readonly Write[], session: string): ReadonlyMap<Write, number> => {
  const marks = new Map(
    writes.flatMap((write) =>
      write.table === 'journal' && write.value !== null
        ? [[write.key.join(), write.value.base]]
        : [],
    ),
  )
  const found = new Map<Write, number>()
  let sealing: number | null = null
  for (const write of writes) {
    if (write.table === 'outbox' && write.value?.session === session)
      sealing = write.value.event.base_seq
    if (write.table === 'sessions' && write.key[1] === session) sealing = null
    if (write.table !== 'updates' || write.value === null) continue
    const base = marks.get(write.key.join()) ?? sealing
    if (base !== null) found.set(write, base)
  }
  return found
}

/** Whether an update speaks of what a client wrote from a clock on. */
const reaches = (body: Uint8Array, client: number, since: number): boolean => {
  const { structs, ds } = Y.decodeUpdate(body)
  const ends = [
    ...structs.flatMap(({ id, length }) => (id.client === client ? [id.clock + length] : [])),
    ...(ds.clients.get(client) ?? []).map(({ clock, len }) => clock + len),
  ]
  return ends.some((end) => end > since)
}
