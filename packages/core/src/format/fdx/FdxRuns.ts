import type { Marks, Run } from '../../screenplay/Run.ts'
import { tidyRuns } from '../../screenplay/Run.ts'
import { elementsOf, escapeAttribute, escapeText, ownText, type XmlElement } from './FdxXml.ts'

/** Names in a `Style` list, joined by `+`, and the marks they are. */
const styles = [
  ['Bold', 'bold'],
  ['Italic', 'italic'],
  ['Underline', 'underline'],
  ['Strikeout', 'strikeout'],
] as const

/** The mark that keeps what else Final Draft says of a run: font, colour, revision, other styles. */
const keepMark = 'fdx'

/** The `<Text>` elements directly in a paragraph, as runs. */
export const runsOfParagraph = (paragraph: XmlElement): Run[] =>
  tidyRuns(
    elementsOf(paragraph, 'Text').map((text) => ({
      text: ownText(text).replaceAll('\r', '\n'),
      marks: marksOf(text.attributes),
    })),
  )

const marksOf = (attributes: Readonly<Record<string, string>>): Marks => {
  const { Style = '', ...others } = attributes
  const names = Style.split('+').flatMap((name) => name.trim() || [])
  const unknown = names.filter((name) => !styles.some(([style]) => style === name))
  const kept = {
    ...others,
    ...(unknown.length === 0 ? {} : { Style: unknown.join('+') }),
  }
  return {
    ...Object.fromEntries(
      styles.flatMap(([style, mark]) => (names.includes(style) ? [[mark, true]] : [])),
    ),
    ...(Object.keys(kept).length === 0 ? {} : { [keepMark]: kept }),
  }
}

/** Runs as `<Text>` elements, one string each. */
export const textsOfRuns = (runs: readonly Run[]): string[] =>
  runs.map(({ text, marks }) => {
    const attributes = Object.entries(attributesOf(marks))
      .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
      .join('')
    return `<Text${attributes}>${escapeText(text)}</Text>`
  })

const attributesOf = (marks: Marks): Record<string, string> => {
  const kept = keptOf(marks[keepMark])
  const names = [
    ...styles.flatMap(([style, mark]) => (marks[mark] === true ? [style] : [])),
    ...(kept['Style'] === undefined ? [] : [kept['Style']]),
  ]
  return { ...kept, ...(names.length === 0 ? {} : { Style: names.join('+') }) }
}

const name = /^[A-Za-z_][\w.-]*$/u

const keptOf = (value: unknown): Record<string, string> =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).filter(
          (entry): entry is [string, string] => name.test(entry[0]) && typeof entry[1] === 'string',
        ),
      )
    : {}
