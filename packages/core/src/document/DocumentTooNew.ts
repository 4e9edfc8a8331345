import { Data } from 'effect'

/** The document was written by a newer version of Coldopen. Update the app to edit it; until then it is read-only. */
export class DocumentTooNew extends Data.TaggedError('DocumentTooNew')<{
  readonly kind: string
  readonly version: number
}> {
  override get message(): string {
    return `This ${this.kind} uses schema ${this.version}, newer than this app knows: update the app to edit it.`
  }
}
