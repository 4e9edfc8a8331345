declare const brand: unique symbol

/** A string that names one kind of thing; two kinds do not mix. */
export type Id<Name extends string> = string & { readonly [brand]: Name }

/** A project, which is also the id of its project document. UUID v7. */
export type ProjectId = Id<'ProjectId'>
/** A document: one event stream. UUID v7. */
export type DocumentId = Id<'DocumentId'>
/** One opening of one document by one device. UUID v7. */
export type SessionId = Id<'SessionId'>
/** One event of the log. UUID v7. */
export type EventId = Id<'EventId'>
/** An account. UUID, made by the server. */
export type UserId = Id<'UserId'>
/** A block of a script: the key of its registers. Short id. */
export type BlockId = Id<'BlockId'>
/** A segment of a script: the key of its order register. Short id, or the place at which a segment was cut. */
export type SegmentId = Id<'SegmentId'>

export const projectId = (value: string): ProjectId => value as ProjectId
export const documentId = (value: string): DocumentId => value as DocumentId
export const sessionId = (value: string): SessionId => value as SessionId
export const eventId = (value: string): EventId => value as EventId
export const userId = (value: string): UserId => value as UserId
export const blockId = (value: string): BlockId => value as BlockId
export const segmentId = (value: string): SegmentId => value as SegmentId

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** True for a lower-case RFC 9562 UUID of any version. */
export const isUuid = (value: string): boolean => uuid.test(value)
