import type { ElementKind } from '../elements/ElementKind.ts'
import { afterReturn } from './ElementFlow.ts'

/** The programs whose Return a writer can choose. They differ in what follows a speech. */
export const returnTables = ['Final Draft', 'Trelby'] as const

export type ReturnTable = (typeof returnTables)[number]

/** The element that a Return at the end of an element begins. */
export const begins = (table: ReturnTable, kind: ElementKind): ElementKind =>
  table === 'Trelby' && kind === 'dialogue' ? 'character' : afterReturn[kind]
