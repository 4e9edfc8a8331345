/** Work of one step: done at once, or when the promise resolves. */
export type Step = () => void | Promise<void>

/**
 * Runs steps one after the other in the order they came. A step that needs no waiting runs before `run` returns,
 * so a channel whose rights are known costs no turn of the event loop per message.
 */
export class Sequence {
  readonly #onFailure: (cause: unknown) => void
  readonly #onIdle: () => void
  readonly #waiting: Step[] = []
  #busy = false

  constructor(onFailure: (cause: unknown) => void, onIdle: () => void) {
    this.#onFailure = onFailure
    this.#onIdle = onIdle
  }

  /** Steps that wait for an earlier one. */
  get waiting(): number {
    return this.#waiting.length
  }

  run(step: Step): void {
    if (this.#busy) this.#waiting.push(step)
    else this.#start(step)
  }

  #start(first: Step): void {
    this.#busy = true
    for (let step: Step | undefined = first; step !== undefined; step = this.#waiting.shift()) {
      const pending = this.#attempt(step)
      if (pending !== undefined) {
        void pending.finally(() => this.#resume())
        return
      }
    }
    this.#rest()
  }

  #resume(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#rest()
    else this.#start(next)
  }

  #rest(): void {
    this.#busy = false
    this.#onIdle()
  }

  #attempt(step: Step): Promise<void> | undefined {
    try {
      return step()?.catch(this.#onFailure)
    } catch (cause) {
      this.#onFailure(cause)
      return undefined
    }
  }
}
