import type { ProjectionWork } from './ProjectionWork.ts'

interface Parked {
  readonly head: number
  readonly attempts: number
  readonly until: number
  readonly reason: string
}

const firstDelayMs = 1_000
const longestDelayMs = 300_000

/** Documents whose projection fails. One is tried again when its log has grown, or after a delay that doubles. */
export class Parking {
  readonly #parked = new Map<string, Parked>()

  get size(): number {
    return this.#parked.size
  }

  park(work: ProjectionWork, reason: string, now: number): void {
    const attempts = (this.#parked.get(work.doc)?.attempts ?? 0) + 1
    const delay = Math.min(firstDelayMs * 2 ** (attempts - 1), longestDelayMs)
    this.#parked.set(work.doc, { head: work.head, attempts, until: now + delay, reason })
  }

  leave(doc: string): void {
    this.#parked.delete(doc)
  }

  /** Lets go of what is not behind any more: another projector did it. `behind` is everything that is. */
  keepOnly(behind: ReadonlySet<string>): void {
    for (const doc of this.#parked.keys()) if (!behind.has(doc)) this.#parked.delete(doc)
  }

  /** Whether the document is to be left alone for now. */
  holds(work: ProjectionWork, now: number): boolean {
    const parked = this.#parked.get(work.doc)
    return parked !== undefined && parked.head === work.head && now < parked.until
  }

  list(): readonly { readonly doc: string; readonly reason: string }[] {
    return [...this.#parked].map(([doc, { reason }]) => ({ doc, reason }))
  }
}
