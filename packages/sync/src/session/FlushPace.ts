import type { EngineConfig } from './EngineConfig.ts'

/**
 * How long edits gather before they are sealed (LOG-7): about twice what a call takes, so that a slow or busy server
 * gets fewer, larger events. Without a server, and after a failed call, the longest.
 */
export class FlushPace {
  readonly #flush: EngineConfig['flush']
  #call = 0
  #reachable = false

  constructor(flush: EngineConfig['flush']) {
    this.#flush = flush
  }

  get interval(): number {
    const { least, most } = this.#flush
    return this.#reachable ? Math.min(most, Math.max(least, 2 * this.#call)) : most
  }

  /** There is a way to the server, as far as is known. */
  attached(): void {
    this.#reachable = true
  }

  /** Notes how long an answered call took, in milliseconds; recent calls weigh more. */
  answered(duration: number): void {
    this.#reachable = true
    this.#call = this.#call === 0 ? duration : 0.7 * this.#call + 0.3 * duration
  }

  /** A call failed, or there is no way to the server. */
  failed(): void {
    this.#reachable = false
  }
}
