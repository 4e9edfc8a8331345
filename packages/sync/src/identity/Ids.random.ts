import { shortId, shortIdRandomBytes, uuidRandomBytes, uuidV7 } from '@coldopen/core/id'
import type { Ids } from './Ids.ts'

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))

/** Ids from the platform's clock and cryptographic randomness. */
export const randomIds: Ids = {
  uuid: () => uuidV7(Date.now(), random(uuidRandomBytes)),
  short: () => shortId(random(shortIdRandomBytes)),
  clientId: () => new DataView(random(4).buffer).getUint32(0),
}
