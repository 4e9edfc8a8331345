/** Times of the engine, in milliseconds. */
export interface EngineConfig {
  readonly flush: { readonly least: number; readonly most: number }
  readonly retry: RetryConfig
  /** So many events behind, the log is asked whether a snapshot costs less; none is made of fewer (LOG-8). */
  readonly snapshotBehind: number
  /** How long a tab that leads may leave another without an answer before that one takes the lead. */
  readonly patience: number
  /** How often the log is asked without any news: with the doorbell, and while it is silent. */
  readonly poll: { readonly withDoorbell: number; readonly without: number }
}

/**
 * Waits double from `first` up to `cap`; when failed calls have waited `window` altogether, up to `slowCap`.
 * A call that could succeed later is never given up.
 */
export interface RetryConfig {
  readonly first: number
  readonly cap: number
  readonly window: number
  readonly slowCap: number
}

export const defaultConfig: EngineConfig = {
  snapshotBehind: 500,
  flush: { least: 50, most: 1_000 },
  retry: { first: 250, cap: 5_000, window: 60_000, slowCap: 30_000 },
  patience: 2_000,
  poll: { withDoorbell: 30_000, without: 3_000 },
}
