import { shortId, shortIdRandomBytes, uuidRandomBytes, uuidV7, type Ids } from '@coldopen/core/id'

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))

/** Ids for what is written in this window. */
export const randomIds: Ids = {
  uuid: () => uuidV7(Date.now(), random(uuidRandomBytes)),
  short: () => shortId(random(shortIdRandomBytes)),
}
