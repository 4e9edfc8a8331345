import type { Ids } from '../id/Ids.ts'
import { shortId, shortIdRandomBytes } from '../id/ShortId.ts'
import { uuidRandomBytes, uuidV7 } from '../id/UuidV7.ts'
import { makeDice } from './Dice.ts'

const epoch = Date.UTC(2026, 0, 1)

/** Ids that look like real ones and are the same for the same seed. Two sources must have different seeds. */
export const seededIds = (seed: number): Ids => {
  const dice = makeDice(seed)
  let count = 0
  return {
    uuid: () => uuidV7(epoch + count++, dice.bytes(uuidRandomBytes)),
    short: () => shortId(dice.bytes(shortIdRandomBytes)),
  }
}

/** Ids for tests as pictures: `n1`, `n2`, … for any prefix. */
export const countedIds = (prefix: string): Ids => {
  const dice = makeDice(prefix.length)
  let count = 0
  return {
    uuid: () => uuidV7(epoch + count++, dice.bytes(uuidRandomBytes)),
    short: () => `${prefix}${++count}`,
  }
}
