import { Data } from 'effect'

/** The largest file that is read, in bytes: about forty feature scripts. */
export const maxFountainBytes = 8 * 1024 * 1024

/** The file is over the limit. Split it, or check that it is a screenplay. */
export class FountainTooLarge extends Data.TaggedError('FountainTooLarge')<{
  readonly bytes: number
  readonly limit: number
}> {
  override get message(): string {
    return `The file has ${this.bytes} bytes; the limit is ${this.limit}. Split it, or check that it is a screenplay.`
  }
}

/** The bytes are not a text a Fountain reader can take; `detail` says why and what to do. */
export class FountainNotText extends Data.TaggedError('FountainNotText')<{
  readonly detail: string
  /** Byte offset of what gave it away. */
  readonly offset: number
}> {
  override get message(): string {
    return this.detail
  }
}

/** Why a file is not imported. */
export type FountainError = FountainTooLarge | FountainNotText
