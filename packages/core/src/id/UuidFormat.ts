/** Writes 16 bytes as a lower-case UUID. */
export const formatUuid = (bytes: Uint8Array): string => {
  let hex = ''
  for (const byte of bytes.subarray(0, 16)) hex += byte.toString(16).padStart(2, '0')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/** Sets the version nibble and the RFC 9562 variant bits in place. */
export const stampUuid = (bytes: Uint8Array, version: number): void => {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
}
