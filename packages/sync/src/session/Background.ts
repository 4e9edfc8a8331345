import { Effect, Latch, type Scope } from 'effect'
import type { Listed } from '../protocol/Event.ts'
import { Forbidden, type SyncError } from '../protocol/SyncError.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { DocumentBook } from '../store/DocumentBook.ts'
import { furthest, isLost } from './CursorRows.ts'
import { settled } from './AwaitSession.ts'
import { adoptSiblings } from './AdoptSiblings.ts'
import type { DocumentPool } from './DocumentPool.ts'
import type { DocumentStates } from './DocumentStates.ts'
import { noteListed } from './FindDocument.ts'
import type { Link } from './Link.ts'
import type { EngineParts, OpenDocument } from './OpenDocument.ts'

/** How many documents nobody has open are brought in step at once. */
const atOnce = 4

const notAMember = new Forbidden({
  detail: 'You are not a member of this project any more. What is not sent can be exported.',
})

/**
 * Keeps what nobody has open in step with the log: sends the work of documents that were closed or killed, and pulls
 * projects and scenes, which the library shows. It goes round when it is told to and on a slow timer.
 */
export class Background {
  readonly #parts: EngineParts
  readonly #book: DocumentBook
  readonly #states: DocumentStates
  readonly #pool: DocumentPool
  readonly #awaited = new Set<string>()
  readonly #wanted = Latch.makeUnsafe(false)

  constructor(parts: EngineParts, book: DocumentBook, states: DocumentStates, pool: DocumentPool) {
    this.#parts = parts
    this.#book = book
    this.#states = states
    this.#pool = pool
  }

  /** Something may have changed on the server, or the way to it is back. */
  wake(): void {
    this.#wanted.openUnsafe()
  }

  /** Goes round for as long as the scope lives. */
  get run(): Effect.Effect<void, never, Scope.Scope> {
    const { poll } = this.#parts.config
    const timer = Effect.forever(Effect.map(Effect.sleep(poll.withDoorbell), () => this.wake()))
    const round = this.#wanted.await.pipe(
      Effect.andThen(Effect.sync(() => this.#wanted.closeUnsafe())),
      Effect.andThen(Effect.suspend(() => this.#round(this.#pool.link))),
      Effect.catch((error) => Effect.logDebug('background round', error)),
    )
    return Effect.asVoid(
      Effect.all([Effect.forkScoped(timer), Effect.forkScoped(Effect.forever(round))]),
    )
  }

  readonly #round = Effect.fnUntraced(
    { self: this },
    function* (
      this: Background,
      link: Link | null,
    ): Effect.fn.Return<void, SyncError | DeviceCannotSave> {
      if (link === null) return
      const { store } = this.#parts
      for (const { company } of this.#pool.open) company.look()
      yield* Effect.forEach(this.#pool.open, (open) =>
        adoptSiblings(this.#parts, open).pipe(
          Effect.catch((error) => Effect.logDebug('what other tabs left is not taken over', error)),
        ),
      )
      yield* this.#visitAll(this.#unsentOf(link.account))
      const known = this.#openAndKnown(link.account)
      const listed = yield* link.log.list(null).pipe(
        Effect.tap(() => Effect.sync(() => this.#pool.called(null))),
        Effect.tapError((error) => Effect.sync(() => this.#pool.called(error))),
      )
      yield* noteListed(store, this.#book, this.#states.unsent, link.account, listed)
      const readable = new Set(listed.map(({ doc }) => doc))
      for (const { replica, worker } of known) {
        if (readable.has(replica.document)) continue
        worker.post({ _tag: 'Revoked', error: notAMember })
      }
      this.#retryRefused(listed)
      const cursors = Map.groupBy(yield* store.list('cursors', []), ({ key }) => key[0])
      const shown = listed.filter(({ kind }) => kind === 'project' || kind === 'scene')
      const behind = shown.filter(({ doc, head, epoch }) => {
        const rows = (cursors.get(doc) ?? []).map(({ value }) => value)
        const cursor = furthest(rows)
        return rows.some(isLost) || cursor.epoch !== epoch || cursor.seq < head
      })
      yield* this.#awaitContent(shown.flatMap(({ doc, head }) => (head === 0 ? [doc] : [])))
      yield* this.#visitAll(behind.map(({ doc }) => doc))
    },
  )

  /**
   * A role that was taken and given back between two lists looks unchanged, but what was refused meanwhile is parked.
   * A later failure may stand in front of that refusal; what is too large or malformed stays parked.
   */
  #retryRefused(listed: readonly Listed[]): void {
    const writable = new Set(
      listed.flatMap(({ doc, role }) => (role === 'owner' || role === 'editor' ? [doc] : [])),
    )
    for (const { replica, worker } of this.#pool.open) {
      if (!writable.has(replica.document)) continue
      const why = worker.machine.error?._tag
      if (why !== 'TooLarge' && why !== 'Incompatible') worker.granted()
    }
  }

  /** Documents that were just made are about to get their content, for which no bell rings here: look again, once. */
  #awaitContent(empty: readonly string[]): Effect.Effect<void> {
    const fresh = empty.filter((document) => !this.#awaited.has(document))
    if (fresh.length === 0) return Effect.void
    for (const document of fresh) this.#awaited.add(document)
    const later = Effect.sleep(this.#parts.config.poll.without)
    return Effect.asVoid(Effect.forkChild(Effect.map(later, () => this.wake())))
  }

  /** The open documents that the server must list now, unless the account lost them. */
  #openAndKnown(account: string): readonly OpenDocument[] {
    return this.#pool.open.filter(({ replica }) => {
      const record = this.#book.get(replica.document)
      return record?.owner === account && record.known
    })
  }

  #unsentOf(account: string): string[] {
    return [...this.#states.unsent.keys()].filter(
      (document) => this.#book.get(document)?.owner === account,
    )
  }

  #visitAll(documents: readonly string[]): Effect.Effect<void> {
    const closed = documents.filter((document) => !this.#pool.isOpen(document))
    return Effect.forEach(closed, (document) => this.#visit(document), {
      concurrency: atOnce,
      discard: true,
    })
  }

  /** Opens a document, waits for it to be in step or to be refused, and lets it go. */
  #visit(document: string): Effect.Effect<void> {
    return Effect.acquireUseRelease(
      this.#pool.acquire(document, false),
      (open) => settled(open.worker),
      (open) => this.#pool.release(open),
    ).pipe(Effect.catch((error) => Effect.logWarning('background visit', error)))
  }
}
