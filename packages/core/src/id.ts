export {
  blockId,
  documentId,
  eventId,
  isUuid,
  projectId,
  segmentId,
  sessionId,
  userId,
} from './id/Id.ts'
export type {
  BlockId,
  DocumentId,
  EventId,
  Id,
  ProjectId,
  SegmentId,
  SessionId,
  UserId,
} from './id/Id.ts'
export type { Ids } from './id/Ids.ts'
export { uuidRandomBytes, uuidV7 } from './id/UuidV7.ts'
export { isShortId, shortId, shortIdLength, shortIdRandomBytes } from './id/ShortId.ts'
export { derivedUuid } from './id/DerivedUuid.ts'
export { makeOrderKeys } from './id/OrderKeys.ts'
export type { OrderKeys } from './id/OrderKeys.ts'
