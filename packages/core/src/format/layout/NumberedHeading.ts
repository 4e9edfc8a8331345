import { isHeadingShaped } from '../fountain/LineKind.ts'
import type { LayoutLine } from './LayoutLine.ts'

/** A scene heading with the number printed beside it, and the column its text begins at. */
export interface NumberedHeading {
  readonly text: string
  readonly number: string | null
  readonly column: number
}

const numbered = /^([A-Z]{0,2}\d{1,4}[A-Z]{0,2})[.)]?\s+(.+?)(?:\s+\1[.)]?)?$/u

export const numberedHeading = ({ text, indent }: LayoutLine): NumberedHeading | null => {
  if (isHeadingShaped(text)) return { text, number: null, column: indent }
  const [, number, bare] = numbered.exec(text) ?? []
  if (number === undefined || bare === undefined || !isHeadingShaped(bare)) return null
  return { text: bare, number, column: indent + text.indexOf(bare) }
}
