export { blockKinds, isBlockKind, isHeading, shownKind } from './screenplay/BlockKind.ts'
export type { BlockKind } from './screenplay/BlockKind.ts'
export {
  knownMarks,
  objectCharacter,
  sameMarks,
  sameRuns,
  sliceRuns,
  textOf,
  tidyRuns,
  toRuns,
} from './screenplay/Run.ts'
export type { KnownMark, Marks, Run } from './screenplay/Run.ts'
export type { Scalar, Scalars } from './screenplay/Registers.ts'
export { readBlock, readScript } from './screenplay/Block.ts'
export type { Block, BlockDraft, FlatBlock } from './screenplay/Block.ts'
export { readScenes, scenesOf } from './screenplay/Scene.ts'
export type { Scene } from './screenplay/Scene.ts'
export { displayOrder } from './screenplay/DisplayOrder.ts'
export { openScript } from './screenplay/Script.ts'
export type { Script } from './screenplay/Script.ts'
export type { ScriptChange } from './screenplay/ScriptChange.ts'
export type { TextChange } from './screenplay/TextChange.ts'
export type { DisplayIndex } from './screenplay/DisplayIndex.ts'
export { createScript } from './screenplay/CreateScript.ts'
export { reconcile } from './screenplay/Reconcile.ts'
export type { ScriptStretch } from './screenplay/Reconcile.ts'
export {
  hideBlocks,
  insertBlocks,
  joinBlock,
  restoreBlock,
  retypeBlock,
  setAttributes,
  splitBlock,
} from './screenplay/EditBlocks.ts'
export { deleteText, formatText, insertText } from './screenplay/EditText.ts'
export { replaceTexts } from './screenplay/ReplaceText.ts'
export type { TextReplacement } from './screenplay/ReplaceText.ts'
export { cutsPair, runsOf, safeOffset } from './screenplay/TextRegister.ts'
export { blockOfText, blockText } from './screenplay/BlockText.ts'
export { longestRun } from './screenplay/LongestRun.ts'
export { moveScene } from './screenplay/MoveScene.ts'
export { moveSection } from './screenplay/MoveSection.ts'
export { addScene } from './screenplay/AddScene.ts'
export { setSynopsis } from './screenplay/EditSynopsis.ts'
export { setText } from './screenplay/SetText.ts'
export { synopsisSpan } from './screenplay/Synopsis.ts'
export { namedScenes } from './screenplay/NamedScene.ts'
export type { NamedScene } from './screenplay/NamedScene.ts'
export { outlineItems, outlineRows } from './screenplay/Outline.ts'
export type { OutlineItem, OutlineRow } from './screenplay/Outline.ts'
export { hiddenWork, holdsWork } from './screenplay/HiddenWork.ts'
export type { HiddenBlock } from './screenplay/HiddenWork.ts'
export { adoptStrayWords, splitConflicts } from './screenplay/SplitConflict.ts'
export type { RepeatedTail, SplitConflict, StrayWords } from './screenplay/SplitConflict.ts'
export { makeUndo, undoStepMillis } from './screenplay/Undo.ts'
export type { ScriptUndo } from './screenplay/Undo.ts'
export { readTitlePage, setTitlePage, titleEntry } from './screenplay/TitlePage.ts'
export type { TitleEntry } from './screenplay/TitlePage.ts'
export { numbered } from './screenplay/NumberedScenes.ts'
export { observeLocks } from './screenplay/LockMap.ts'
export { readSceneLock } from './screenplay/SceneLock.ts'
export type { SceneLock } from './screenplay/SceneLock.ts'
export { readPageLock } from './screenplay/PageLock.ts'
export type { PageLock } from './screenplay/PageLock.ts'
export { lockScenes, unlockScenes } from './screenplay/LockScenes.ts'
export {
  isOmittedId,
  numbersBeside,
  omittedBlock,
  omittedId,
  omittedScenes,
} from './screenplay/LockedScenes.ts'
export type { OmittedScene, OwnNumber } from './screenplay/LockedScenes.ts'
export { readProductionScript, withOmitted } from './screenplay/ProductionScript.ts'
export {
  longestWord,
  onWords,
  readLanguage,
  readWords,
  setLanguage,
  setWord,
  tidyWord,
} from './screenplay/ScriptWords.ts'
export { NoSuchBlock } from './screenplay/NoSuchBlock.ts'
