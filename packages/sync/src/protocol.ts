export {
  maxBatchBytes,
  maxBatchEvents,
  maxDoorbellBody,
  maxEventBytes,
  maxListedSessions,
  maxPageEvents,
  protocolVersion,
} from './protocol/Limits.ts'
