const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Length of a short id; 62^11 is about 2^65.5. */
export const shortIdLength = 11

/** How many random bytes to pass to `shortId`: enough to fail less than once in 10^15 calls. */
export const shortIdRandomBytes = 32

/**
 * Eleven base62 characters from random bytes. Bytes of 248 and more are skipped, so that every character is equally
 * likely. Throws RangeError when the bytes run out.
 */
export const shortId = (random: Uint8Array): string => {
  let id = ''
  for (const byte of random) {
    if (byte >= 248) continue
    id += alphabet[byte % 62]
    if (id.length === shortIdLength) return id
  }
  throw new RangeError(`shortId: pass at least ${shortIdRandomBytes} random bytes`)
}

const shape = /^[0-9A-Za-z]{11}$/

/** True for the shape `shortId` makes. */
export const isShortId = (value: string): boolean => shape.test(value)
