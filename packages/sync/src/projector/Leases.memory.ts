import type { SetAside } from './ProjectionStore.ts'

interface Lease {
  readonly projector: string
  readonly until: number
  readonly reason: string | null
  readonly failedHead: number | null
  readonly attempts: number
}

/** Who works on what, with the rules of `claim_documents` and `park_document`. */
export class MemoryLeases {
  readonly #leases = new Map<string, Lease>()
  readonly #now: () => number

  /** `now` in ms since the epoch. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Leases the document unless another has it or it is set aside. */
  take(projector: string, doc: string, head: number, seconds: number): boolean {
    const now = this.#now()
    const lease = this.#leases.get(doc)
    const free =
      lease === undefined ||
      lease.until <= now ||
      (lease.projector === projector && lease.reason === null) ||
      (lease.failedHead !== null && lease.failedHead < head)
    if (free) {
      this.#leases.set(doc, {
        projector,
        until: now + seconds * 1_000,
        reason: null,
        failedHead: lease?.failedHead ?? null,
        attempts: lease?.attempts ?? 0,
      })
    }
    return free
  }

  reason(doc: string): string | null {
    return this.#leases.get(doc)?.reason ?? null
  }

  renew(projector: string, seconds: number): void {
    for (const [doc, lease] of this.#mine(projector))
      this.#leases.set(doc, { ...lease, until: this.#now() + seconds * 1_000 })
  }

  /** Lets go of every document of the projector but `kept`. */
  release(projector: string, kept: ReadonlySet<string> = new Set()): void {
    for (const [doc] of this.#mine(projector)) if (!kept.has(doc)) this.#leases.delete(doc)
  }

  park(projector: string, { doc, head, reason }: SetAside): void {
    const lease = this.#leases.get(doc)
    const attempts = lease?.failedHead === head ? lease.attempts + 1 : 1
    const until = this.#now() + Math.min(1_000 * 2 ** (attempts - 1), 300_000)
    this.#leases.set(doc, { projector, until, reason, failedHead: head, attempts })
  }

  #mine(projector: string): readonly (readonly [string, Lease])[] {
    return [...this.#leases].filter(
      ([, lease]) => lease.projector === projector && lease.reason === null,
    )
  }
}
