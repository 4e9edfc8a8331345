export { openClient } from './client/openClient.ts'
export type { ClientOptions } from './client/openClient.ts'
export { fileStore, indexedDbStore, memoryStore } from './store/StoreChoice.ts'
export type { StoreChoice } from './store/StoreChoice.ts'
export { randomIds } from './identity/Ids.random.ts'
export type { Ids } from './identity/Ids.ts'
export type {
  Account,
  ColdopenClient,
  DocumentSession,
  Documents,
  Identity,
  ImportedScript,
  Invite,
  KnownDocument,
  Library,
  Members,
  NetworkStatus,
  ParkedEvent,
  ProjectRow,
  Readable,
  SyncState,
  SyncStatus,
} from './client/Client.ts'
export type { DeviceState } from './observability/DeviceState.ts'
export type { QuarantinedEvent } from './log/EventLog.ts'
export type { EngineHealth } from './observability/EngineHealth.ts'
export type { DocumentKind, Member, Role } from './protocol/Event.ts'
export { nextStep } from './protocol/SyncError.ts'
export type { NextStep, SyncError } from './protocol/SyncError.ts'
export { DeviceCannotSave } from './store/DeviceCannotSave.ts'
