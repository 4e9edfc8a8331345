export { makeDice } from './testing/Dice.ts'
export type { Dice } from './testing/Dice.ts'
export { countedIds, seededIds } from './testing/SeededIds.ts'
export { block, pictureOf, replica, scriptDoc, sync } from './testing/ScriptPicture.ts'
