/** What `/health` and `doctor` say of a projector. */
export interface ProjectorStats {
  /** Documents known to be behind when the work was last listed, and the events they are behind by. */
  readonly behind: { readonly documents: number; readonly events: number }
  /** Since the start: steps written, events they stood for, events quarantined, steps another projector did first. */
  readonly steps: number
  readonly events: number
  readonly quarantined: number
  readonly conflicts: number
  /** Documents set aside, each with its alarm. */
  readonly parked: readonly { readonly doc: string; readonly reason: string }[]
  /** Why the store does not answer, or null when it last did. */
  readonly unreachable: string | null
}

/** Of a projector that has not looked yet. */
export const noStats: ProjectorStats = {
  behind: { documents: 0, events: 0 },
  steps: 0,
  events: 0,
  quarantined: 0,
  conflicts: 0,
  parked: [],
  unreachable: null,
}
