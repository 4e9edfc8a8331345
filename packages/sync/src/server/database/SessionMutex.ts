import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Gives PGlite's one session to one holder at a time, first come first served, for whole transactions. Everything
 * that touches the PGlite instance goes through it, Supabase Lite's driver included (fence FEN-1).
 */
export class SessionMutex {
  readonly #holder = new AsyncLocalStorage<{ active: boolean }>()
  #tail: Promise<void> = Promise.resolve()

  /** Waits for the session and returns the function that gives it back. */
  async acquire(): Promise<() => void> {
    if (this.#holder.getStore()?.active)
      throw new Error(
        'The PGlite session is held by this very transaction: use the handle the transaction gave.',
      )
    const before = this.#tail
    let release: () => void = () => {}
    this.#tail = new Promise((resolve) => (release = resolve))
    await before
    return release
  }

  /** Runs `fn` with the session held. A nested call is an error at once instead of a wait without end. */
  async exclusive<A>(fn: () => Promise<A>): Promise<A> {
    const release = await this.acquire()
    const holder = { active: true }
    try {
      return await this.#holder.run(holder, fn)
    } finally {
      holder.active = false
      release()
    }
  }
}
