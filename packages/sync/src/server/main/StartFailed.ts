import { Data } from 'effect'

/** A step of the start did not succeed; `cause` says why and what to do. */
export class StartFailed extends Data.TaggedError('StartFailed')<{
  readonly step: string
  readonly cause: unknown
}> {
  override get message(): string {
    const why = this.cause instanceof Error ? this.cause.message : String(this.cause)
    return `${this.step}: ${why}`
  }
}
