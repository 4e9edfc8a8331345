import { Effect, Result } from 'effect'
import { DeviceCannotSave } from './DeviceCannotSave.ts'
import type { Write } from './LocalStore.ts'

const tooLate = new DeviceCannotSave({
  detail: 'The document was closed before this device could save it.',
})

/** Writes all or nothing; the request reaches the platform synchronously when the effect starts. */
type Commit = (writes: readonly Write[]) => Effect.Effect<void, DeviceCannotSave>

/** What the owner of a queue is told: after each commit, and when the device refused one. */
export interface WriteQueueListener {
  readonly committed: (writes: readonly Write[]) => void
  readonly refused: (error: DeviceCannotSave) => void
}

/**
 * The writes of one document in their order. One commit is under way at a time and takes all that waits; a refused
 * commit stays in front, so the disk can miss the newest changes but never an older one (and so never the rows a
 * cursor speaks of). Every write names its key, which makes writing it twice harmless.
 */
export class WriteQueue {
  readonly #commit: Commit
  readonly #listener: WriteQueueListener
  #underway: readonly Write[] = []
  #waiting: Write[] = []
  #refused = false
  #abandoned = false
  #asked = 0
  #saved = 0
  #waiters: { readonly upTo: number; readonly settle: (error: DeviceCannotSave | null) => void }[] =
    []

  constructor(commit: Commit, listener: WriteQueueListener) {
    this.#commit = commit
    this.#listener = listener
  }

  /** Whether everything asked for is on disk. */
  get empty(): boolean {
    return this.#underway.length === 0 && this.#waiting.length === 0
  }

  /** Whether the last commit was refused and waits for `retry`. */
  get refused(): boolean {
    return this.#refused
  }

  write(writes: readonly Write[]): void {
    this.#waiting.push(...writes)
    this.#asked += writes.length
    if (!this.#refused) this.#next()
  }

  /**
   * Writes nothing any more: the document's session has ended, another may take over what is on disk, and a later write
   * would stand beside that.
   */
  abandon(): void {
    this.#abandoned = true
  }

  /** Tries a refused commit again. */
  retry(): void {
    if (!this.#refused || this.#abandoned) return
    this.#refused = false
    this.#next()
  }

  /** Requests everything from the platform now, also what is under way: for a page that may be gone in a moment. */
  urgent(): void {
    const all = [...this.#underway, ...this.#waiting]
    if (this.#abandoned || all.length === 0 || this.#waiting.length === 0) return
    Effect.runFork(Effect.ignore(this.#commit(all)))
  }

  /** Resolves when everything asked for so far is on disk; fails with the first refusal from now on. */
  readonly saved: Effect.Effect<void, DeviceCannotSave> = Effect.callback((resume) => {
    if (this.empty) return resume(Effect.void)
    if (this.#abandoned) return resume(Effect.fail(tooLate))
    if (this.#refused) this.retry()
    this.#waiters.push({
      upTo: this.#asked,
      settle: (error) => resume(error === null ? Effect.void : Effect.fail(error)),
    })
  })

  #next(): void {
    if (this.#abandoned || this.#underway.length > 0 || this.#waiting.length === 0) return
    const batch = this.#waiting
    this.#underway = batch
    this.#waiting = []
    const commit = Effect.result(this.#commit(batch))
    Effect.runFork(Effect.map(commit, (result) => this.#done(batch, result)))
  }

  #done(batch: readonly Write[], result: Result.Result<void, DeviceCannotSave>): void {
    this.#underway = []
    if (Result.isFailure(result)) {
      this.#waiting = [...batch, ...this.#waiting]
      this.#refused = true
      this.#listener.refused(result.failure)
      this.#settle((waiter) => waiter.upTo > this.#saved, result.failure)
      return
    }
    this.#saved += batch.length
    this.#listener.committed(batch)
    this.#settle((waiter) => waiter.upTo <= this.#saved, null)
    this.#next()
  }

  #settle(which: (waiter: { upTo: number }) => boolean, error: DeviceCannotSave | null): void {
    const ready = this.#waiters.filter(which)
    this.#waiters = this.#waiters.filter((waiter) => !which(waiter))
    for (const waiter of ready) waiter.settle(error)
  }
}
