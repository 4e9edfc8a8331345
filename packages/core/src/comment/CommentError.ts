import { Data } from 'effect'

/** Nothing was said. Write something first. */
export class CommentEmpty extends Data.TaggedError('CommentEmpty') {}

/** More was said than one comment holds, in UTF-16 units. Shorten it, or say the rest in a reply. */
export class CommentTooLong extends Data.TaggedError('CommentTooLong')<{
  readonly length: number
  readonly most: number
}> {}

/** No comment or reply has this id. Read the comments again. */
export class NoSuchComment extends Data.TaggedError('NoSuchComment')<{ readonly id: string }> {}

/** Somebody else said it, and only they may delete it. Resolve its thread instead. */
export class NotYourComment extends Data.TaggedError('NotYourComment')<{ readonly id: string }> {}
