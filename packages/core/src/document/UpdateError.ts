import { Data } from 'effect'

/** The bytes are no Yjs update of the V1 encoding. Keep them, set them aside, and go on without them. */
export class CorruptUpdate extends Data.TaggedError('CorruptUpdate')<{ readonly detail: string }> {}

/** The update is over the limit. Split the change and send it in parts. */
export class UpdateTooLarge extends Data.TaggedError('UpdateTooLarge')<{
  readonly bytes: number
  readonly limit: number
}> {}

/** The new client already has structs in the update. Choose a fresh client id. */
export class ClientInUpdate extends Data.TaggedError('ClientInUpdate')<{
  readonly client: number
}> {}
