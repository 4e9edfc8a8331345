import type { Effect, Scope } from 'effect'
import type { DeviceCannotSave } from './DeviceCannotSave.ts'

/** How the tabs of one browser learn which sessions live. */
export interface Liveness {
  /** Whether a session not named by `living` is dead for sure. When not, it must be ended before its work is taken. */
  readonly sure: boolean
  /** Shows that a session lives until the scope closes or the tab dies. */
  readonly hold: (session: string) => Effect.Effect<void, DeviceCannotSave, Scope.Scope>
  /** Those of the sessions that live, in this tab or another. */
  readonly living: (
    sessions: readonly string[],
  ) => Effect.Effect<ReadonlySet<string>, DeviceCannotSave>
}
