export { openComments } from './comment/Comments.ts'
export type { Author, Comments } from './comment/Comments.ts'
export { anchorOf } from './comment/Anchor.ts'
export type { Anchor } from './comment/Anchor.ts'
export type { Mention, Remark } from './comment/Remark.ts'
export { commentsMap } from './comment/Registers.ts'
export { readThreads } from './comment/Thread.ts'
export type { Thread } from './comment/Thread.ts'
export { placeOfThread } from './comment/ThreadPlace.ts'
export type { CommentPlace } from './comment/ThreadPlace.ts'
export {
  beginThread,
  deleteRemark,
  followText,
  isOwn,
  reopenThread,
  reply,
  resolveThread,
  restoreRemark,
} from './comment/EditComments.ts'
export {
  CommentEmpty,
  CommentTooLong,
  NoSuchComment,
  NotYourComment,
} from './comment/CommentError.ts'
export { maxAboutLength, maxMentions, maxRemarkLength } from './comment/Limits.ts'
