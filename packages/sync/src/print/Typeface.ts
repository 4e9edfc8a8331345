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

/** The characters of each file, as Fontsource divides the face (its `unicode-range`s). */
const latin =
  /[\u0000-\u00ff\u0131\u0152\u0153\u02bb\u02bc\u02c6\u02da\u02dc\u0304\u0308\u0329\u2000-\u206f\u20ac\u2122\u2191\u2193\u2212\u2215\ufeff\ufffd]/u
const latinExt =
  /[\u0100-\u02ba\u02bd-\u02c5\u02c7-\u02cc\u02ce-\u02d7\u02dd-\u02ff\u1d00-\u1dbf\u1e00-\u1e9f\u1ef2-\u1eff\u20a0-\u20ab\u20ad-\u20c0\u2113\u2c60-\u2c7f\ua720-\ua7ff]/u

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
    const extended = !latin.test(character) && latinExt.test(character)
    const known = extended || latin.test(character)
    if (!known) missing.add(character)
    const font = fontName(style, extended ? 'latinExt' : 'latin')
    const last = found.at(-1)
    const text = known ? character : missingSign
    if (last?.font === font) last.text += text
    else found.push({ text, font })
  }
  return found
}
