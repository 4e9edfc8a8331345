/**
 * A tab's wish to lead, as an exclusive Web Lock: the browser gives it to the next tab in line when its holder dies. A lead
 * that another tab took is asked for again. Where locks are refused, everyone leads: sending twice is harmless.
 */
export class Candidacy {
  readonly #lock: string
  readonly #leads: (leads: boolean) => void
  #turn = new AbortController()
  #give: () => void = () => undefined
  #ended = false

  constructor(lock: string, leads: (leads: boolean) => void) {
    this.#lock = lock
    this.#leads = leads
    this.#ask(false)
  }

  /** Takes the lead although another tab holds it. */
  take(): void {
    this.#turn.abort()
    this.#ask(true)
  }

  end(): void {
    this.#ended = true
    this.#turn.abort()
    this.#give()
  }

  #ask(steal: boolean): void {
    const turn = new AbortController()
    this.#turn = turn
    const lead = (): Promise<void> => {
      if (this.#ended) return Promise.resolve()
      this.#leads(true)
      return new Promise((given) => (this.#give = given))
    }
    navigator.locks
      .request(this.#lock, steal ? { steal } : { signal: turn.signal }, lead)
      .catch((error: unknown) => {
        if (turn.signal.aborted || this.#ended) return
        const taken = error instanceof DOMException && error.name === 'AbortError'
        this.#leads(!taken)
        if (taken) this.#ask(false)
      })
  }
}
