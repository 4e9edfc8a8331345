/** Shortest time between two checks of one user, in ms: a busy user's rings cost one check, not one each. */
const gatherMs = 2_000

/**
 * Gathers wishes to check a user's channels again. The first wish runs at once; those that come within the
 * interval are one more check at its end, so that the last change is always seen.
 */
export class Rechecks {
  readonly #check: (user: string) => void
  readonly #resting = new Map<string, { timer: NodeJS.Timeout; again: boolean }>()

  constructor(check: (user: string) => void) {
    this.#check = check
  }

  wish(user: string): void {
    const rest = this.#resting.get(user)
    if (rest !== undefined) rest.again = true
    else this.#run(user)
  }

  close(): void {
    for (const { timer } of this.#resting.values()) clearTimeout(timer)
    this.#resting.clear()
  }

  #run(user: string): void {
    const timer = setTimeout(() => {
      const again = this.#resting.get(user)?.again === true
      this.#resting.delete(user)
      if (again) this.#run(user)
    }, gatherMs).unref()
    this.#resting.set(user, { timer, again: false })
    this.#check(user)
  }
}
