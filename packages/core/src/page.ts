export { profileNames, profiles } from './format/page/PageProfile.ts'
export type {
  ElementShape,
  PageProfile,
  PrintedKind,
  ProfileName,
} from './format/page/PageProfile.ts'
export { blockOffset, printBlock } from './format/page/PrintBlock.ts'
export type { PrintBlock } from './format/page/PrintBlock.ts'
export { continuedCue, pageUnits } from './format/page/PageUnit.ts'
export type { DualUnit, PageUnit, SingleUnit } from './format/page/PageUnit.ts'
export type { Page, PageItem, PagePlace } from './format/page/Page.ts'
export { paginate } from './format/page/Paginate.ts'
export { makePaginator } from './format/page/Paginator.ts'
export type { Paginator } from './format/page/Paginator.ts'
export { statisticsOf } from './format/page/Statistics.ts'
export type { CharacterCount, LocationCount, Statistics } from './format/page/Statistics.ts'
export { inEighths, sceneLines } from './format/page/SceneLength.ts'
export { numberScenes } from './format/page/NumberScenes.ts'
export { pageLines, pageText } from './format/page/PageText.ts'
export type { PlacedLine } from './format/page/PageText.ts'
export { titlePageLines } from './format/page/TitlePageLines.ts'
export type { TitleLine } from './format/page/TitlePageLines.ts'
export { wrapText } from './format/page/WrapText.ts'
export { draftBlocks } from './format/DraftBlocks.ts'
export { dualColumns } from './format/page/DualShape.ts'
export { dualPairs } from './format/fountain/DualCues.ts'
export type { DualPair } from './format/fountain/DualCues.ts'
