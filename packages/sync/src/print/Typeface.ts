import type { Marks, Run } from '@coldopen/core/screenplay'

/** One font file for Latin letters, and one for the further ones of European languages. */
export interface FontFiles {
  readonly latin: Uint8Array
  readonly latinExt: Uint8Array
}

/** The screenplay face in its four styles, as WOFF or OpenType. */
export interface Typeface {
  readonly regular: FontFiles
  readonly bold: FontFiles
  readonly italic: FontFiles
  readonly boldItalic: FontFiles
}

export type Style = keyof Typeface

export const styleOf = (marks: Marks): Style => {
  if (marks['bold'] === true) return marks['italic'] === true ? 'boldItalic' : 'bold'
  return marks['italic'] === true ? 'italic' : 'regular'
}

type Ranges = readonly (readonly [from: number, to: number])[]

/** The characters of each file, as Fontsource divides the face (its `unicode-range`s). */
const latin: Ranges = [
  [0x20, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2bb, 0x2bc],
  [0x2c6, 0x2c6],
  [0x2da, 0x2da],
  [0x2dc, 0x2dc],
  [0x2000, 0x206f],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2191, 0x2191],
  [0x2193, 0x2193],
  [0x2212, 0x2212],
  [0x2215, 0x2215],
]
const latinExt: Ranges = [
  [0x100, 0x2ba],
  [0x2bd, 0x2c5],
  [0x2c7, 0x2cc],
  [0x2ce, 0x2d7],
  [0x2dd, 0x2ff],
  [0x1d00, 0x1dbf],
  [0x1e00, 0x1e9f],
  [0x1ef2, 0x1eff],
  [0x20a0, 0x20ab],
  [0x20ad, 0x20c0],
  [0x2113, 0x2113],
  [0x2c60, 0x2c7f],
  [0xa720, 0xa7ff],
]

const isIn = (ranges: Ranges, character: string): boolean => {
  const code = character.codePointAt(0)!
  return ranges.some(([from, to]) => code >= from && code <= to)
}

/** A stretch of text that one font can set. */
export interface Stretch {
  readonly text: string
  readonly font: string
}

/** What stands for a character the face does not have. */
export const missingSign = '?'

export const fontName = (style: Style, part: keyof FontFiles): string => `${style}-${part}`

/** A run parted by the font each character needs; characters no font has are noted and replaced. */
export const stretches = (run: Run, missing: Set<string>): Stretch[] => {
  const style = styleOf(run.marks)
  const found: { text: string; font: string }[] = []
  for (const character of run.text.normalize('NFC')) {
    const extended = isIn(latinExt, character)
    const known = extended || isIn(latin, character)
    if (!known) missing.add(character)
    const font = fontName(style, extended ? 'latinExt' : 'latin')
    const last = found.at(-1)
    const text = known ? character : missingSign
    if (last?.font === font) last.text += text
    else found.push({ text, font })
  }
  return found
}
