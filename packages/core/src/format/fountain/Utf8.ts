/** The lead byte's number of continuation bytes and the range of the first of them (RFC 3629, section 4). */
const follow = (lead: number): readonly [count: number, low: number, high: number] | null => {
  if (lead >= 0xc2 && lead <= 0xdf) return [1, 0x80, 0xbf]
  if (lead === 0xe0) return [2, 0xa0, 0xbf]
  if (lead === 0xed) return [2, 0x80, 0x9f]
  if (lead >= 0xe1 && lead <= 0xef) return [2, 0x80, 0xbf]
  if (lead === 0xf0) return [3, 0x90, 0xbf]
  if (lead >= 0xf1 && lead <= 0xf3) return [3, 0x80, 0xbf]
  if (lead === 0xf4) return [3, 0x80, 0x8f]
  return null
}

/** The offset of the first byte that cannot stand where it stands in UTF-8, or null when all can. */
export const badByte = (bytes: Uint8Array): number | null => {
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!
    if (lead < 0x80) continue
    const rule = follow(lead)
    if (rule === null) return at
    const [count, low, high] = rule
    for (let i = 1; i <= count; i++) {
      const byte = bytes[at + i] ?? 0
      if (byte < (i === 1 ? low : 0x80) || byte > (i === 1 ? high : 0xbf)) return at
    }
    at += count
  }
  return null
}
