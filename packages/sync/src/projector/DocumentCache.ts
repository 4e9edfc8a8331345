import type { KeptDocument } from './KeptDocument.ts'

/** How much a projector keeps between steps. */
export interface CacheLimits {
  readonly documents: number
  /** Sum of the bodies applied, in bytes. */
  readonly bytes: number
}

/** The documents used last, within limits; whoever works on a document takes it out and puts it back. */
export class DocumentCache {
  readonly #limits: CacheLimits
  readonly #kept = new Map<string, KeptDocument>()
  #bytes = 0

  constructor(limits: CacheLimits) {
    this.#limits = limits
  }

  get size(): number {
    return this.#kept.size
  }

  get bytes(): number {
    return this.#bytes
  }

  take(id: string): KeptDocument | null {
    const kept = this.#kept.get(id) ?? null
    if (kept !== null) {
      this.#kept.delete(id)
      this.#bytes -= kept.bytes
    }
    return kept
  }

  /** Keeps a document, letting go of those not used for longest; one that is over the limit alone is not kept. */
  put(document: KeptDocument): void {
    this.take(document.id)?.destroy()
    this.#kept.set(document.id, document)
    this.#bytes += document.bytes
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= this.#limits.documents && this.#bytes <= this.#limits.bytes) return
      this.take(id)?.destroy()
    }
  }

  clear(): void {
    for (const id of this.#kept.keys()) this.take(id)?.destroy()
  }
}
