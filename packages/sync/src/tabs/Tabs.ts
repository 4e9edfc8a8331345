import type { Effect, Scope } from 'effect'
import type { Appended } from '../protocol/Event.ts'

/**
 * What tabs of one device tell each other about a document they have open. All of it is a hint: who missed it learns the
 * same from the disk or the log.
 */
export type TabMessage =
  /** A tab opened the document. */
  | { readonly _tag: 'Joined' }
  /** Another has it open, too. */
  | { readonly _tag: 'Here' }
  /** The line on disk changed: read it. */
  | { readonly _tag: 'LineChanged' }
  /** The log took events of the line. */
  | { readonly _tag: 'Acknowledged'; readonly answer: Appended }
  /** The log will not have an event of the line; `unfit`: because it does not fit the log. */
  | {
      readonly _tag: 'Parked'
      readonly event: string
      readonly reason: string
      readonly unfit: boolean
    }
  /** What was parked is to be tried again. */
  | { readonly _tag: 'Unparked' }
  /** Is the leader awake, and able to send? */
  | { readonly _tag: 'Asked' }
  /** The leader is. */
  | { readonly _tag: 'Awake' }

/** A tab's seat among those that have a document open. */
export interface Seat {
  /** Tells every other tab. */
  readonly tell: (message: TabMessage) => void
  /** Takes the lead from whoever has it and does not answer. */
  readonly takeLead: () => void
}

export interface SeatListener {
  readonly heard: (message: TabMessage) => void
  /** Whether this tab is the one that sends. */
  readonly leads: (leads: boolean) => void
}

/**
 * The tabs that share a local database. Of those that have a document open one leads; when it is gone, however it went,
 * the next one does.
 */
export interface TabsShape {
  /** Takes a seat until the scope closes; null where a process has the database to itself, or cannot know of others. */
  readonly join: (
    document: string,
    listener: SeatListener,
  ) => Effect.Effect<Seat | null, never, Scope.Scope>
}
