import { textOf } from '../../screenplay/Run.ts'
import type { TitleEntry } from '../../screenplay/TitlePage.ts'
import { runsOfParagraph } from './FdxRuns.ts'
import { elementsOf, escapeText, type XmlElement } from './FdxXml.ts'

const credit = /^(?:screenplay|teleplay|story|written|original|based|created|adapted|by\b)/iu

/**
 * A title page's free paragraphs as entries, by what Final Draft's own template puts where: the first line is the
 * title, `Written by` a credit with the authors below it, the rest by what it says or where it stands.
 */
export const readFdxTitle = (root: XmlElement): TitleEntry[] => {
  const [page] = elementsOf(root, 'TitlePage')
  const [content] = page === undefined ? [] : elementsOf(page, 'Content')
  if (content === undefined) return []
  const entries = new Map<string, string[]>()
  const add = (key: string, text: string): void => {
    entries.set(key, [...(entries.get(key) ?? []), text])
  }
  let credited = false
  for (const paragraph of elementsOf(content, 'Paragraph')) {
    const text = textOf(runsOfParagraph(paragraph)).trim()
    const centred = (paragraph.attributes['Alignment'] ?? 'Center') === 'Center'
    if (text === '') continue
    if (!entries.has('Title')) add('Title', text)
    else if (/\bdraft\b/iu.test(text)) add('Draft date', text)
    else if (/copyright|©/iu.test(text)) add('Copyright', text)
    else if (centred && credit.test(text) && !credited) {
      add('Credit', text)
      credited = true
    } else if (centred && credit.test(text)) add('Source', text)
    else if (centred && credited) add('Author', text)
    else add(centred ? 'Notes' : 'Contact', text)
  }
  return [...entries].map(([key, lines]) => ({ key, text: lines.join('\n') }))
}

const paragraph = (text: string, alignment: string, style = ''): string => {
  const said = style === '' ? '<Text>' : `<Text Style="${style}">`
  return `
      <Paragraph Alignment="${alignment}" Type="General">
        ${said}${escapeText(text)}</Text>
      </Paragraph>`
}

/** Lines that stand in the middle of the page, in this order; every other entry stands below, at the left. */
const centred = ['title', 'credit', 'author', 'authors', 'source']
const linesAbove = 16
const linesBetween = 12

/** A title page as the inside of `<TitlePage>`'s `<Content>`. */
export const writeFdxTitle = (entries: readonly TitleEntry[]): string => {
  const of = (key: string) => entries.filter((entry) => entry.key.toLowerCase() === key)
  const middle = centred.flatMap((key) =>
    of(key).flatMap(({ text }) => [
      '',
      ...text.split('\n').map((line) => [line, key === 'title' ? 'Underline' : ''] as const),
    ]),
  )
  const below = entries
    .filter(({ key }) => !centred.includes(key.toLowerCase()))
    .flatMap(({ text }) => text.split('\n'))
  const blank = (count: number) => paragraph('', 'Center').repeat(count)
  return [
    blank(linesAbove),
    ...middle.map((line) =>
      line === '' ? blank(1) : paragraph(String(line[0]), 'Center', String(line[1])),
    ),
    blank(linesBetween),
    ...below.map((line) => paragraph(line, 'Left')),
    '\n    ',
  ].join('')
}
