import { Context, type Effect, type Scope } from 'effect'

/** One document's presence topic: y-protocols awareness updates, lost without harm. */
export interface PresenceTopic {
  readonly send: (update: Uint8Array) => void
}

/** Carets and names of those who have a document open (RT-2). */
export interface PresenceShape {
  /** `joined` is called whenever the topic is (again) joined, so that the own state can be told. */
  readonly join: (
    document: string,
    heard: (update: Uint8Array) => void,
    joined: () => void,
  ) => Effect.Effect<PresenceTopic, never, Scope.Scope>
}

export class Presence extends Context.Service<Presence, PresenceShape>()(
  '@coldopen/sync/realtime/Presence',
) {}
