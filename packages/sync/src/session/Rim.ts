/** What the platform says about this process: seen again or online again, about to be hidden or ended, offline. */
export type RimSignal = 'woke' | 'hiding' | 'offline'

/** The edge of the platform: visibility and connectivity. Returns what stops listening. */
export interface Rim {
  readonly listen: (heard: (signal: RimSignal) => void) => () => void
}

/** A process that is always visible and knows nothing of its network. */
export const quietRim: Rim = { listen: () => () => undefined }
