import type { ScreenplayBinding } from '../binding/ScreenplayBinding.ts'

/** Positions that stay with their text while others write: what the binding knows of them. */
export type ScriptPositions = Pick<ScreenplayBinding, 'relative' | 'absolute'>
