export { readFountain, readFountainBytes, writeFountain } from './format/fountain/Fountain.ts'
export type { Fountain } from './format/fountain/Fountain.ts'
export {
  FountainNotText,
  FountainTooLarge,
  maxFountainBytes,
} from './format/fountain/FountainError.ts'
export type { FountainError } from './format/fountain/FountainError.ts'
export type { FountainProblem, SourceForm } from './format/fountain/FountainScript.ts'
export { importFountain } from './format/fountain/ImportFountain.ts'
export type { FountainImport } from './format/fountain/ImportFountain.ts'
export { readScriptFountain } from './format/fountain/ScriptFountain.ts'
export { dualCues } from './format/fountain/DualCues.ts'
