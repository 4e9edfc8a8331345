/** A line of a paragraph, and whether it goes on overleaf what the line before began. */
export interface SaidLine {
  readonly text: string
  readonly overleaf: boolean
}

/** Lines of one paragraph that a page wraps no narrower than this, in columns. */
const narrowest: Readonly<Record<string, number>> = { dialogue: 33, parenthetical: 18 }
const narrowestElse = 55

/** The widest line of each kind: where the program that laid the script out wraps it. */
export const widthsOf = (
  paragraphs: readonly { readonly kind: string; readonly lines: readonly SaidLine[] }[],
): ReadonlyMap<string, number> => {
  const widths = new Map<string, number>()
  for (const { kind, lines } of paragraphs)
    widths.set(
      kind,
      Math.max(
        widths.get(kind) ?? narrowest[kind] ?? narrowestElse,
        ...lines.map(({ text }) => text.length),
      ),
    )
  return widths
}

/** A paragraph's lines as its text: a break that the width or the end of a page forced becomes a space, others stay. */
export const joinLines = (lines: readonly SaidLine[], width: number): string =>
  lines.reduce((said, { text, overleaf }, i) => {
    if (i === 0) return text
    const before = lines[i - 1]!.text
    const [word = ''] = text.split(' ')
    const forced = overleaf || before.length + 1 + word.length > width
    if (/\p{L}-$/u.test(before) && before.length + word.length > width) return said + text
    return forced ? `${said} ${text}` : `${said}\n${text}`
  }, '')
