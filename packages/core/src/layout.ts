export { importLayout, isLayoutFile, readLayoutBytes } from './format/layout/ImportLayout.ts'
export type { LayoutImport } from './format/layout/ImportLayout.ts'
export type { LayoutScript } from './format/layout/ReadLayout.ts'
