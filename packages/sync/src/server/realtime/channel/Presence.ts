/** One tracked presence of one connection; `phx_ref` is unique, `phx_ref_prev` the one it replaces. */
export type PresenceMeta = Readonly<Record<string, unknown>> & { readonly phx_ref: string }

/** Who is present: by presence key, one meta for each connection that uses the key. */
export type PresenceState = Readonly<Record<string, { readonly metas: readonly PresenceMeta[] }>>

/** What changed; an update is a leave of the old meta and a join of the new one. */
export interface PresenceDiff {
  readonly joins: PresenceState
  readonly leaves: PresenceState
}

interface Tracked {
  readonly key: string
  readonly meta: PresenceMeta
}

/** Everyone tracked in one topic. An owner is a connection's channel: it has one key and at most one meta. */
export class Presence<Owner> {
  readonly #tracked = new Map<Owner, Tracked>()

  get size(): number {
    return this.#tracked.size
  }

  /** Sets what an owner shows of itself; the server's own keys win over the payload's. */
  track(
    owner: Owner,
    key: string,
    payload: Readonly<Record<string, unknown>>,
    ref: string,
  ): PresenceDiff {
    const old = this.#tracked.get(owner)
    const previous = old === undefined ? {} : { phx_ref_prev: old.meta.phx_ref }
    const meta: PresenceMeta = { ...payload, ...previous, phx_ref: ref }
    this.#tracked.set(owner, { key, meta })
    return {
      joins: only({ key, meta }),
      leaves: old === undefined ? {} : only(old),
    }
  }

  /** Forgets an owner; null when it was not tracked. */
  untrack(owner: Owner): PresenceDiff | null {
    const old = this.#tracked.get(owner)
    if (old === undefined) return null
    this.#tracked.delete(owner)
    return { joins: {}, leaves: only(old) }
  }

  state(): PresenceState {
    const metas = new Map<string, PresenceMeta[]>()
    for (const { key, meta } of this.#tracked.values()) {
      const known = metas.get(key)
      if (known === undefined) metas.set(key, [meta])
      else known.push(meta)
    }
    return Object.fromEntries([...metas].map(([key, list]) => [key, { metas: list }]))
  }
}

const only = ({ key, meta }: Tracked): PresenceState =>
  Object.fromEntries([[key, { metas: [meta] }]])
