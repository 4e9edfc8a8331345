import { Context, type Effect, type Scope } from 'effect'
import type { Ring } from '../protocol/Event.ts'

/** What a listener hears of one document: the topic was joined (news may have been missed), a ring, or it was lost. */
export type DoorbellSignal =
  | { readonly _tag: 'Joined' }
  | { readonly _tag: 'Rang'; readonly ring: Ring }
  | { readonly _tag: 'Lost' }

/** What a listener hears of an account: the topic was joined, or its documents changed. */
export type AccountSignal =
  | { readonly _tag: 'Joined' }
  | { readonly _tag: 'DocumentsChanged'; readonly project: string | null }

/** Realtime as a doorbell (RT-1): at most once, no promise of order. Nothing depends on it but speed. */
export interface DoorbellShape {
  readonly document: (
    document: string,
    heard: (signal: DoorbellSignal) => void,
  ) => Effect.Effect<void, never, Scope.Scope>
  readonly account: (
    account: string,
    heard: (signal: AccountSignal) => void,
  ) => Effect.Effect<void, never, Scope.Scope>
}

export class Doorbell extends Context.Service<Doorbell, DoorbellShape>()(
  '@coldopen/sync/realtime/Doorbell',
) {}
