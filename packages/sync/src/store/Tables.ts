import type { DocumentKind, NewEvent, Role } from '../protocol/Event.ts'

/** A document this device knows. `owner` is the account it belongs to; null: made here, before any sign-in. */
export interface DocumentRecord {
  readonly project: string
  readonly kind: DocumentKind
  readonly owner: string | null
  readonly role: Role
  /** Whether the server has heard of it. */
  readonly known: boolean
  readonly createdAt: string
}

/** How far an opening had applied the log of a document to the copy on disk; written together with what was applied. */
export interface CursorRecord {
  readonly epoch: number
  readonly seq: number
}

/** A piece of a document's state: Yjs V1 updates, to be applied in any order. */
export interface UpdateRecord {
  readonly body: Uint8Array
}

/** Marks the update row of the same key as not yet sealed; `base` is the log position its author had integrated. */
export interface JournalRecord {
  readonly base: number
}

/** An exact event in the line to the log (OUT-1), or taken out of it with the reason. */
export interface OutboxRecord {
  readonly session: string
  /** The epoch of the log it was written for, and alone is sent to; 0: none was known yet; -1: a survey makes it anew. */
  readonly epoch: number
  readonly event: NewEvent
  readonly parked: string | null
}

/** One opening of one document on this device. */
export interface SessionRecord {
  readonly clientId: number
  /** The `session_seq` of the next event to seal. */
  readonly nextSeq: number
  /** The epoch of the log its work was last brought in step with; 0: none yet; -1: it was written while one was surveyed. */
  readonly epoch: number
}

/** A line of a local read model; its shape belongs to the read model that wrote it, which reads it with its schema. */
export type RowRecord = object

/** The local database: one row type per table. Keys: `Keys`. */
export interface Tables {
  readonly documents: DocumentRecord
  readonly cursors: CursorRecord
  readonly updates: UpdateRecord
  readonly journal: JournalRecord
  readonly outbox: OutboxRecord
  readonly sessions: SessionRecord
  readonly rows: RowRecord
  readonly kv: string
}

/**
 * The key of each table. An outbox key begins with the document and the place in its line. A cursor that came with the list
 * of documents, before any opening, has an empty session.
 */
export interface Keys {
  readonly documents: readonly [document: string]
  readonly cursors: readonly [document: string, session: string]
  readonly updates: readonly [document: string, session: string, n: number]
  readonly journal: readonly [document: string, session: string, n: number]
  readonly outbox: readonly [document: string, place: number, event: string]
  readonly sessions: readonly [document: string, session: string]
  readonly rows: readonly [table: string, id: string]
  readonly kv: readonly [name: string]
}

export type TableName = keyof Tables

export const tableNames = [
  'documents',
  'cursors',
  'updates',
  'journal',
  'outbox',
  'sessions',
  'rows',
  'kv',
] as const satisfies readonly TableName[]
