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
