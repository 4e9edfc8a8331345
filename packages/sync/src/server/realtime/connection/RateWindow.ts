/** Counts calls in fixed windows: `allow` is false from the first call over the limit to the end of the window. */
export class RateWindow {
  readonly #limit: number
  readonly #windowMs: number
  #startedAt = Number.NEGATIVE_INFINITY
  #count = 0

  constructor(limit: number, windowMs: number) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  allow(now: number): boolean {
    if (now - this.#startedAt >= this.#windowMs) {
      this.#startedAt = now
      this.#count = 0
    }
    this.#count += 1
    return this.#count <= this.#limit
  }
}
