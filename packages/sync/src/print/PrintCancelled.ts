import { Data } from 'effect'

/** Printing was stopped by whoever asked for it; nothing was written. */
export class PrintCancelled extends Data.TaggedError('PrintCancelled')<{}> {
  override get message(): string {
    return 'Printing was cancelled. Nothing was written.'
  }
}
