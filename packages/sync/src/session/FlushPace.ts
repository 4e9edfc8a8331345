import type { EngineConfig } from './EngineConfig.ts'

/** The interval without a server while other tabs look on, in milliseconds. */
const watched = 250

/**
 * When edits are sealed (LOG-7, OUT-10): the first after a pause at once, those that follow it together, an interval of
 * about two calls later, so that a slow or busy server gets fewer, larger events. Without a server, and after a failed
 * call, the interval is the longest, and nothing is sealed at once: nobody waits for it, unless other tabs of the device
 * look on.
 */
export class FlushPace {
  readonly #flush: EngineConfig['flush']
  #call = 0
  #reachable = false
  #sealedAt = -Infinity
  readonly #watched: () => boolean

  /** `isWatched`: whether other tabs of this device have the document open. */
  constructor(flush: EngineConfig['flush'], isWatched: () => boolean = () => false) {
    this.#flush = flush
    this.#watched = isWatched
  }

  get interval(): number {
    const { least, most } = this.#flush
    if (this.#reachable) return Math.min(most, Math.max(least, 2 * this.#call))
    return this.#watched() ? Math.min(most, watched) : most
  }

  /** How long an edit made at `now` waits, in milliseconds; never more than the interval, wherever the clock was set. */
  wait(now: number): number {
    const { interval } = this
    const past = now - this.#sealedAt
    const awaited = this.#reachable || this.#watched()
    return awaited && past >= 0 ? Math.max(0, interval - past) : interval
  }

  /** Edits were sealed at `now`. */
  sealed(now: number): void {
    this.#sealedAt = now
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
