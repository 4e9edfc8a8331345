import type { RunningProjector } from '../../projector/startProjector.ts'

/** How long rings gather before the projector hears of them, in ms: the people in a document see a change first. */
const gatherMs = 100

/** The projector of this process, which starts last and stops first: until then rings wake nobody. */
export class ProjectorSlot {
  #running: RunningProjector | null = null
  #due: NodeJS.Timeout | null = null

  get running(): RunningProjector | null {
    return this.#running
  }

  fill(projector: RunningProjector): void {
    this.#running = projector
  }

  /** A log grew. */
  wake(): void {
    this.#due ??= setTimeout(() => {
      this.#due = null
      this.#running?.wake()
    }, gatherMs).unref()
  }

  empty(): void {
    if (this.#due !== null) clearTimeout(this.#due)
    this.#running = null
  }
}
