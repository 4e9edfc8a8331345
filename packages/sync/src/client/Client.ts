import type { DeviceState } from '../observability/DeviceState.ts'
import type { QuarantinedEvent } from '../log/EventLog.ts'
import type { EngineHealth } from '../observability/EngineHealth.ts'
import type { DocumentKind, Member, Role } from '../protocol/Event.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'

/** A value that changes: read it now, or be told of every change (the listener is not called for the current value). */
export interface Readable<A> {
  get(): A
  subscribe(listener: (value: A) => void): () => void
}

/**
 * What a writer is told about one document: `local-only` it has never been on a server; `syncing` there is
 * work on the way; `persisted` the outbox is empty and every own event was seen in the log; `conflict` a merge
 * waits for a decision; `error` something is parked and needs the writer.
 */
export type SyncStatus = 'local-only' | 'syncing' | 'persisted' | 'conflict' | 'error'

/** The sync state of one document with what stands behind it, for indicators and `doctor`. */
export interface SyncState {
  readonly status: SyncStatus
  /** Own events, sealed or not, that the log has not acknowledged. */
  readonly pending: number
  /** Events taken out of the line because the server will not have them as they are. */
  readonly parked: number
  /** Last position of the log that is applied here. */
  readonly cursor: number
  /** The account lost the document: nothing more is read or taken; what is here stays and can be exported. */
  readonly removed: boolean
  /** Events the log is known to hold that are not applied here yet. */
  readonly behind: number
  /** Why `status` is `error`, or why it is still `syncing` after a failed call. */
  readonly error: SyncError | DeviceCannotSave | null
}

/** The connection as a person understands it. */
export type NetworkStatus = 'no-server' | 'offline' | 'connecting' | 'online'

export interface Account {
  readonly id: string
  readonly email: string
}

/** One open document. Every change of `doc` is durable locally before `saved()` resolves, and then travels to the log. */
export interface DocumentSession {
  readonly id: string
  readonly project: string
  readonly kind: DocumentKind
  readonly doc: Y.Doc
  /** The caller's role; a `viewer`'s or `commenter`'s editor is read-only. Local documents: `owner`. */
  readonly role: Readable<Role>
  readonly state: Readable<SyncState>
  /** Carets and names of the others in this document. Local state: `{ user: { id, name, colour }, ... }`. */
  readonly awareness: Awareness
  /**
   * True once this copy cannot go on under its identity (another writer has its Yjs clientID; its work is safe on disk
   * under another): close this session and open the document again.
   */
  readonly lapsed: Readable<boolean>
  /** Resolves when every change made so far is on this machine's disk. */
  saved(): Promise<void>
  /** Resolves when every change made so far is in the log; rejects with the `SyncError` that parks it. */
  persisted(): Promise<void>
  /** Resolves when everything the log holds at the time of the call is applied. Rejects with a `SyncError`. */
  caughtUp(): Promise<void>
  /** Seals and saves what is pending, and lets go of the document. */
  close(): Promise<void>
}

/** One line of the library: the local read model of a project (the projection `project_overview` and its title). */
export interface ProjectRow {
  readonly id: string
  readonly title: string
  readonly archived: boolean
  readonly role: Role
  /** The first screenplay of the project, the one the library opens. */
  readonly screenplay: string | null
  readonly sceneCount: number
  readonly totalDuration: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly status: SyncStatus
}

/** A screenplay as an importer gives it: what `@coldopen/core/fountain` reads. */
export interface ImportedScript {
  readonly title: string
  /** Writes the script into a new screenplay document. */
  write(doc: Y.Doc): void
}

export interface Library {
  /** Every project of this account (or of this device, signed out), newest change first. From local data, at once. */
  readonly projects: Readable<readonly ProjectRow[]>
  create(options: { readonly title: string; readonly script?: ImportedScript }): Promise<ProjectRow>
  rename(project: string, title: string): Promise<void>
  archive(project: string, archived: boolean): Promise<void>
  duplicate(project: string): Promise<ProjectRow>
  /** The sample project: one scene draft and one short screenplay of our own. */
  importSample(): Promise<ProjectRow>
}

/** An event the server will not have as it is: kept on this device, in the line, until it is tried again. */
export interface ParkedEvent {
  readonly id: string
  /** Why, as the server said it. */
  readonly reason: string
  readonly bytes: number
  /** When it was written, by this device's clock, ISO 8601. */
  readonly authoredAt: string
}

/** A document of a project, as this device knows it. */
export interface KnownDocument {
  readonly id: string
  readonly kind: DocumentKind
}

export interface Documents {
  /** Opens a document from the local copy at once; the log follows. A document this device has never seen is fetched first. */
  open(document: string): Promise<DocumentSession>
  /** Makes a new document in a project, locally first. */
  create(options: {
    readonly project: string
    readonly kind: Exclude<DocumentKind, 'project'>
    readonly init: (doc: Y.Doc) => void
  }): Promise<DocumentSession>
  /** The sync state of a document whether or not it is open. */
  state(document: string): Readable<SyncState>
  /** The documents of a project this device knows. */
  list(project: string): readonly KnownDocument[]
  /** What of a document the server refused, oldest first. From this device's disk. */
  parked(document: string): Promise<readonly ParkedEvent[]>
  /** Tries what is parked or waits at once again, and resolves when it was sent, refused, or cannot be sent now. */
  retry(document: string): Promise<void>
  /** Events of the log nobody applies, and why, newest first. Asks the server. */
  quarantined(document: string): Promise<readonly QuarantinedEvent[]>
}

export interface Invite {
  readonly token: string
  readonly role: Role
  readonly expiresAt: string
}

export interface Members {
  list(project: string): Promise<readonly Member[]>
  invite(project: string, role: Exclude<Role, 'owner'>): Promise<Invite>
  /** Joins the project the token stands for and brings its documents here. */
  accept(token: string): Promise<{ readonly project: string; readonly role: Role }>
  setRole(project: string, user: string, role: Role): Promise<void>
  remove(project: string, user: string): Promise<void>
}

export interface Identity {
  readonly account: Readable<Account | null>
  signUp(email: string, password: string): Promise<Account>
  signIn(email: string, password: string): Promise<Account>
  /** Keeps the local copies; `unsynced` says how many events the log does not have yet. */
  signOut(): Promise<void>
  unsynced(): Promise<number>
  /** True from when the server refused the account's session until it is taken again: only signing in helps. */
  readonly lapsed: Readable<boolean>
}

/** The engine for one account on one device. All promises reject with a `SyncError` or `DeviceCannotSave`. */
export interface ColdopenClient {
  readonly identity: Identity
  readonly library: Library
  readonly documents: Documents
  readonly members: Members
  readonly network: Readable<NetworkStatus>
  /** How syncing fares, all documents together: for a person's panel and for whoever looks after the service. */
  readonly health: Readable<EngineHealth>
  /** What is on this device's disk, and what it refuses to save. */
  readonly device: Readable<DeviceState>
  close(): Promise<void>
}
