import type { FontFiles, Typeface } from '../../print/Typeface.ts'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = (part: string, weight: number, style: string): Uint8Array => {
  const name = `@fontsource/courier-prime/files/courier-prime-${part}-${weight}-${style}.woff`
  return readFileSync(fileURLToPath(import.meta.resolve(name)))
}

const files = (weight: number, style: string): FontFiles => ({
  latin: file('latin', weight, style),
  latinExt: file('latin-ext', weight, style),
})

/** Courier Prime from the installed package. */
export const readTypeface = (): Typeface => ({
  regular: files(400, 'normal'),
  bold: files(700, 'normal'),
  italic: files(400, 'italic'),
  boldItalic: files(700, 'italic'),
})
