import { Schema } from 'effect'

const doc = Schema.String
const Count = Schema.Int

/** The log answered a page that does not follow on the one before: nothing of it is applied. */
export class LogGap extends Schema.TaggedError<LogGap>()('LogGap', {
  doc,
  expected: Count,
  found: Schema.NullOr(Count),
}) {
  override get message(): string {
    return `The log goes on at ${this.found ?? 'nothing'} where ${this.expected} was due.`
  }
}

/** The log holds an event that builds on something it does not hold; the document waits for it. */
export class MissingDependency extends Schema.TaggedError<MissingDependency>()(
  'MissingDependency',
  { doc, seq: Count, client: Count, clock: Count },
) {
  override get message(): string {
    return `Up to ${this.seq} the log builds on client ${this.client}, clock ${this.clock}, which it does not hold.`
  }
}

/** The projection itself failed on this document; the events stay, and a corrected version projects them. */
export class ProjectionFailed extends Schema.TaggedError<ProjectionFailed>()('ProjectionFailed', {
  doc,
  seq: Count,
  detail: Schema.String,
}) {
  override get message(): string {
    return `The state at ${this.seq} could not be projected: ${this.detail}`
  }
}

/** Why one document is set aside while the others go on. Each is an alarm: it does not happen in a healthy system. */
export type ProjectionFault = LogGap | MissingDependency | ProjectionFailed
