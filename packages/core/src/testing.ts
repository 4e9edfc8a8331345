export { makeDice } from './testing/Dice.ts'
export type { Dice } from './testing/Dice.ts'
export { countedIds, seededIds } from './testing/SeededIds.ts'
export { block, pictureOf, replica, scriptDoc, sync } from './testing/ScriptPicture.ts'
export {
  blockDraft,
  scriptAct,
  scriptDrafts,
  scriptKind,
  scriptRuns,
  scriptText,
} from './testing/ScriptArbitrary.ts'
export type { ScriptAct } from './testing/ScriptArbitrary.ts'
export { actOnScript, scriptWriter } from './testing/ActOnScript.ts'
export type { ScriptWriter } from './testing/ActOnScript.ts'
export { randomEdit } from './testing/ScriptEdits.ts'
export { randomProjectEdit } from './testing/ProjectEdits.ts'
export { fountainBlocks, fountainSoup } from './testing/FountainArbitrary.ts'
export { witness, Witnesses } from './testing/Witnesses.ts'
