/** What one connection may ask of the socket. Rates are per second of the connection unless the name says otherwise. */
export interface RealtimeLimits {
  /** Largest frame, in bytes; a larger one closes the connection with code 1009. */
  readonly frameBytes: number
  /** Largest data of a broadcast or a tracked presence, in bytes. */
  readonly payloadBytes: number
  readonly channels: number
  readonly joinsPerSecond: number
  readonly messagesPerSecond: number
  /** Presence calls in a window; one more closes the channel. */
  readonly presenceCalls: number
  readonly presenceWindowMs: number
  /** Keys of one tracked presence object. */
  readonly presenceKeys: number
  /** Messages of one replay. */
  readonly replayMessages: number
  /** Messages of one REST call. */
  readonly restMessages: number
  /** Bytes waiting for a reader that is too slow; beyond, the connection is closed with code 1013. */
  readonly bufferedBytes: number
  /** Messages of one channel waiting for the database; beyond, the connection is closed with code 1008. */
  readonly waitingMessages: number
  /** Longest time between two checks of a channel's token and policies. */
  readonly recheckMs: number
  /** A connection not heard for this long is gone: clients beat every 25 s, throttled browser tabs every minute. */
  readonly silenceMs: number
}

/**
 * The limits of Supabase's Pro plan (supabase.com/docs/guides/realtime/limits), counted per connection instead of per
 * project, because one embedded server has one project; the buffers are ours.
 */
export const defaultLimits: RealtimeLimits = {
  frameBytes: 5_000_000,
  payloadBytes: 3_000_000,
  channels: 100,
  joinsPerSecond: 500,
  messagesPerSecond: 500,
  presenceCalls: 5,
  presenceWindowMs: 30_000,
  presenceKeys: 10,
  replayMessages: 25,
  restMessages: 100,
  bufferedBytes: 16_000_000,
  waitingMessages: 1_000,
  recheckMs: 300_000,
  silenceMs: 150_000,
}
