import { Data } from 'effect'

/** The largest Final Draft file that is read, in bytes. */
export const maxFdxBytes = 16 * 1024 * 1024

/** The file is over the limit. */
export class FdxTooLarge extends Data.TaggedError('FdxTooLarge')<{
  readonly bytes: number
  readonly limit: number
}> {
  override get message(): string {
    return `The file has ${this.bytes} bytes; the limit is ${this.limit}. Remove images from it in Final Draft, or split it.`
  }
}

/** The bytes are no Final Draft script; `detail` says why and what to do. */
export class FdxNotRead extends Data.TaggedError('FdxNotRead')<{ readonly detail: string }> {
  override get message(): string {
    return this.detail
  }
}

/** Why a Final Draft file is not read. */
export type FdxError = FdxTooLarge | FdxNotRead
