import { Schema } from 'effect'

/**
 * Another process took this session for dead and took over what it left on disk. Nothing was written: go on under
 * another session.
 */
export class SessionEnded extends Schema.TaggedError<SessionEnded>()('SessionEnded', {
  session: Schema.String,
}) {}
