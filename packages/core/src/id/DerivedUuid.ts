import { digest } from 'lib0/hash/sha256'
import { encodeUtf8 } from 'lib0/string'
import { formatUuid, stampUuid } from './UuidFormat.ts'

/**
 * The same UUID for the same namespace and name, always: SHA-256 of both, shaped as a UUID v8 (RFC 9562, section 5.8).
 * For rows that are derived from a document, such as a screenplay's sections.
 */
export const derivedUuid = (namespace: string, name: string): string => {
  const bytes = digest(encodeUtf8(`${namespace}\u0000${name}`)).slice(0, 16)
  stampUuid(bytes, 8)
  return formatUuid(bytes)
}
