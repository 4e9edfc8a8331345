import type { RunningProjector } from '../../projector/startProjector.ts'

/** The projector of this process, which starts last and stops first: until then rings wake nobody. */
export class ProjectorSlot {
  #running: RunningProjector | null = null

  get running(): RunningProjector | null {
    return this.#running
  }

  fill(projector: RunningProjector): void {
    this.#running = projector
  }

  empty(): void {
    this.#running = null
  }
}
