import type { SyncError } from '../protocol/SyncError.ts'

/**
 * Where a document session stands with the log: `detached` there is no server or no account; `idle` nothing to do;
 * `opening`, `reading`, `sending` one call is under way; `waiting` a call failed and is tried again; `stopped` the
 * server refuses this account or this client; `closed` the document was let go.
 */
export type Phase =
  | 'detached'
  | 'idle'
  | 'opening'
  | 'reading'
  | 'sending'
  | 'waiting'
  | 'stopped'
  | 'closed'

/** What the replica knows, taken before every step. */
export interface Facts {
  /** Local changes not sealed yet. */
  readonly unsealed: number
  /** Events in the line, parked ones included. */
  readonly unsent: number
  readonly parked: number
  /** Whether the front of the line may be sent. */
  readonly sendable: boolean
  readonly cursor: number
  /** Whether it is known which log the cursor belongs to. */
  readonly placed: boolean
  /** Whether the line must be made anew from the log. */
  readonly unsurveyed: boolean
  /** The last position known to hold an event of this device. */
  readonly written: number
}

export interface SessionState {
  readonly phase: Phase
  readonly facts: Facts
  /** Whether this session is registered with the server since it was attached. */
  readonly registered: boolean
  /** Whether the server knows the document. */
  readonly known: boolean
  /** Whether a writer has the document open: then the session registers before there is anything to send. */
  readonly interactive: boolean
  /** Whether the log must be asked even though no news is known. */
  readonly stale: boolean
  /** The last position the log is known to hold. */
  readonly head: number
  /** Why the last call failed; null once one succeeded. */
  readonly error: SyncError | null
  /** Failed calls in a row. */
  readonly attempt: number
  /**
   * Set when the line is rebuilt from the log because an event did not fit it, until one is acknowledged: the last position
   * that held an event of this device then.
   */
  readonly rebuilt: number | null
  /** Reads of the log, counted from 1: the last that was begun, and the last that came to the head it found. */
  readonly reads: { readonly begun: number; readonly reached: number }
  /** Whether the timer that seals the journal runs. */
  readonly sealing: boolean
}

export type SessionEvent =
  /** A server and the document's account are there. */
  | { readonly _tag: 'Attached' }
  | { readonly _tag: 'Detached' }
  | { readonly _tag: 'Edited' }
  | { readonly _tag: 'SealDue' }
  /** The line or the cursor changed by this session's own doing: look again what is to do. */
  | { readonly _tag: 'Changed' }
  /** The doorbell named a position. */
  | { readonly _tag: 'Heard'; readonly seq: number }
  /** News may have been missed: the doorbell was rejoined, a gap, the slow timer, a caller who wants to be caught up. */
  | { readonly _tag: 'Doubted' }
  | { readonly _tag: 'Opened'; readonly head: number }
  | { readonly _tag: 'Paged'; readonly head: number }
  | { readonly _tag: 'Acknowledged'; readonly head: number }
  | { readonly _tag: 'Failed'; readonly error: SyncError }
  | { readonly _tag: 'RetryDue' }
  /** The page is visible or the network back: do not wait any longer. */
  | { readonly _tag: 'Woke' }
  /** The account may not read the document any more. */
  | { readonly _tag: 'Revoked'; readonly error: SyncError }
  /** A writer opened the document, which was worked on in the background. */
  | { readonly _tag: 'Entered' }
  | { readonly _tag: 'Closed' }

/** What the worker is to do; `open`, `read` and `send` answer with an event. */
export type Want =
  | { readonly _tag: 'Open' }
  | { readonly _tag: 'Read' }
  | { readonly _tag: 'Send' }
  | { readonly _tag: 'Wait'; readonly attempt: number }
  | { readonly _tag: 'StopWaiting' }
  | { readonly _tag: 'ScheduleSeal' }
  | { readonly _tag: 'Seal' }
  /** Takes the batch that was refused out of the line. */
  | { readonly _tag: 'Park'; readonly error: SyncError }
  /** The log is another one: forget the cursor, keep the work, and read it from its start. */
  | { readonly _tag: 'Reread' }
  /** Drops the call under way; its answer does not matter any more. */
  | { readonly _tag: 'Abandon' }

export type Step = readonly [next: SessionState, wants: readonly Want[]]

/** A session before anything happened. */
export const initialState = (facts: Facts, known: boolean, interactive: boolean): SessionState => ({
  phase: 'detached',
  facts,
  registered: false,
  known,
  interactive,
  stale: false,
  head: facts.cursor,
  error: null,
  attempt: 0,
  rebuilt: null,
  reads: { begun: 0, reached: 0 },
  sealing: false,
})
