import { formatUuid, stampUuid } from './UuidFormat.ts'

/** How many random bytes `uuidV7` needs. */
export const uuidRandomBytes = 10

const maxMillis = 2 ** 48 - 1

/** A UUID v7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits. Throws RangeError on bad input. */
export const uuidV7 = (millis: number, random: Uint8Array): string => {
  if (!Number.isInteger(millis) || millis < 0 || millis > maxMillis) {
    throw new RangeError(`uuidV7: ${millis} is not a time in Unix milliseconds`)
  }
  if (random.length < uuidRandomBytes) {
    throw new RangeError(`uuidV7: pass at least ${uuidRandomBytes} random bytes`)
  }
  const bytes = new Uint8Array(16)
  for (let i = 0, rest = millis; i < 6; i++, rest = Math.floor(rest / 256))
    bytes[5 - i] = rest % 256
  bytes.set(random.subarray(0, uuidRandomBytes), 6)
  stampUuid(bytes, 7)
  return formatUuid(bytes)
}
