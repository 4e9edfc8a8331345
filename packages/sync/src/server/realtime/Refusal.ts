/**
 * Everything the socket refuses. Supabase's own names, so that a client's handling works on both:
 * the client reads `Code: sentence` as the reason.
 */
export type RefusalCode =
  | 'ApiKeyRequired'
  | 'InvalidJWTToken'
  | 'Unauthorized'
  | 'TopicNameRequired'
  | 'TopicTooLong'
  | 'EventTooLong'
  | 'InvalidJoin'
  | 'InvalidPayload'
  | 'PayloadTooLarge'
  | 'ChannelRateLimitReached'
  | 'ClientJoinRateLimitReached'
  | 'MessagePerSecondRateLimitReached'
  | 'ClientPresenceRateLimitReached'
  | 'PostgresChangesNotOffered'
  | 'UnableToReplayMessages'
  | 'DatabaseUnavailable'

/** A typed refusal; `detail` is a sentence that says what to do next. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly detail: string

  constructor(code: RefusalCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options)
    this.code = code
    this.detail = detail
  }
}

/** The refusal an unexpected failure becomes on the wire: the cause is logged, never told. */
export function refusalOf(cause: unknown): Refusal {
  if (cause instanceof Refusal) return cause
  return new Refusal('DatabaseUnavailable', 'The server could not answer now; join again.', {
    cause,
  })
}
