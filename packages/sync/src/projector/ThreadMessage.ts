import type { TelemetryTarget } from '../observability/Telemetry.otlp.ts'
import type { ServiceAccess } from './ProjectionStore.supabase.ts'
import type { ProjectorConfig } from './ProjectorConfig.ts'
import type { ProjectorStats } from './ProjectorStats.ts'

/** What a projector's thread is started with. */
export interface ThreadStart extends ServiceAccess {
  readonly id: string
  readonly config: ProjectorConfig
  /** Where its spans go; null: nowhere. */
  readonly telemetry: TelemetryTarget | null
}

/** What the thread is told. */
export type ToThread =
  | { readonly tag: 'wake' }
  | { readonly tag: 'idle'; readonly call: number }
  | { readonly tag: 'close' }

/** What the thread tells. It says when it enters and leaves work that runs without a pause. */
export type FromThread =
  | { readonly tag: 'ready' }
  | { readonly tag: 'enter'; readonly doc: string; readonly seq: number }
  | { readonly tag: 'leave' }
  | { readonly tag: 'stats'; readonly stats: ProjectorStats }
  | { readonly tag: 'idle'; readonly call: number; readonly stats: ProjectorStats }
  | {
      readonly tag: 'log'
      readonly level: 'info' | 'error'
      readonly sentence: string
      readonly fields: Readonly<Record<string, unknown>>
    }
