import type { EngineConfig } from './EngineConfig.ts'

/**
 * How long edits gather before they are sealed (LOG-7): about twice what a call takes, so that a slow or busy server
 * gets fewer, larger events. Without a server, and after a failed call, the longest.
 */
export class FlushPace {
  readonly #flush: EngineConfig['flush']
  #call: number | null = null

  constructor(flush: EngineConfig['flush']) {
    this.#flush = flush
  }

  get interval(): number {
    if (this.#call === null) return this.#flush.most
    return Math.min(this.#flush.most, Math.max(this.#flush.least, 2 * this.#call))
  }

  /** Notes how long an answered call took, in milliseconds; recent calls weigh more. */
  answered(duration: number): void {
    this.#call = this.#call === null ? duration : 0.7 * this.#call + 0.3 * duration
  }

  failed(): void {
    this.#call = null
  }
}
