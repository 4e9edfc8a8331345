import type { TitleEntry } from '../../screenplay/TitlePage.ts'
import type { ScriptLine } from './Furniture.ts'
import { isBlankLine } from './LayoutLine.ts'

const credit = /^(?:(?:screen|tele)play|story|written|original|an? |by)\b.*\bby$|^by$/iu
const notBy = /^(?:screenplay|written|story|based|adapted)\b/iu
/** A title page is no longer than this, in lines that say something. */
const longest = 30

/** The title page of a laid-out script and the line the script begins at: it has a line that says by whom. */
export const layoutTitle = (
  lines: readonly ScriptLine[],
  scriptAt: number,
): { readonly titlePage: readonly TitleEntry[]; readonly from: number } => {
  const none = { titlePage: [], from: 0 }
  const byAt = lines.findIndex(({ text }) => credit.test(text))
  if (byAt < 1 || byAt >= scriptAt) return none
  const turned = lines.findIndex(({ over }, i) => i > byAt && over === 'page')
  const from = turned > 0 && turned < scriptAt ? turned : scriptAt
  const page = lines.slice(0, from)
  if (page.filter((line) => !isBlankLine(line)).length > longest) return none
  const entries = new Map<string, string[]>()
  const add = (key: string, { text }: ScriptLine) =>
    entries.set(key, [...(entries.get(key) ?? []), text])
  let authors = true
  page.forEach((line, i) => {
    if (isBlankLine(line)) {
      if (i > byAt + 1 && entries.has('Author')) authors = false
    } else if (i < byAt) add('Title', line)
    else if (i === byAt) add('Credit', line)
    else if (authors && !notBy.test(line.text)) add('Author', line)
    else if (/\bdraft\b/iu.test(line.text)) add('Draft date', line)
    else add(notBy.test(line.text) ? 'Source' : 'Contact', line)
  })
  return { titlePage: [...entries].map(([key, all]) => ({ key, text: all.join('\n') })), from }
}
