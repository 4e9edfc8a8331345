export {
  maxBatchBytes,
  maxBatchEvents,
  maxDoorbellBody,
  maxEventBytes,
  maxPageEvents,
  protocolVersion,
} from './protocol/Limits.ts'
