import './document/keepMarks.ts'

export { documentKinds, isDocumentKind } from './document/DocumentKind.ts'
export type { DocumentKind } from './document/DocumentKind.ts'
export { origins } from './document/Origin.ts'
export type {
  LocalOrigin,
  LocalOriginName,
  Origin,
  OriginName,
  ReceivedOrigin,
} from './document/Origin.ts'
export { edit } from './document/Edit.ts'
export { receive } from './document/Receive.ts'
export { createDocument } from './document/CreateDocument.ts'
export { kindOf, metaMap, versionOf } from './document/Meta.ts'
export { canEdit, schemaVersion, upgrades } from './document/SchemaVersion.ts'
export type { Upgrade, UpgradePlan } from './document/SchemaVersion.ts'
export { upgradeDocument } from './document/UpgradeDocument.ts'
export type { Upgraded } from './document/UpgradeDocument.ts'
export { DocumentTooNew } from './document/DocumentTooNew.ts'
export { ClientInUpdate, CorruptUpdate, UpdateTooLarge } from './document/UpdateError.ts'
export { fits } from './document/Fits.ts'
export { integratePending } from './document/IntegratePending.ts'
export { inspectUpdate, maxInspectedBytes } from './document/InspectUpdate.ts'
export type { ClientRange, UpdateSummary } from './document/InspectUpdate.ts'
export { reauthor } from './document/Reauthor.ts'
export { withoutClient } from './document/WithoutClient.ts'
