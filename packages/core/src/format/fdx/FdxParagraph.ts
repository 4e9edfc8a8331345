import { Result } from 'effect'
import type { Scalars } from '../../screenplay/Registers.ts'
import { type Run, sameRuns, textOf, tidyRuns } from '../../screenplay/Run.ts'
import { continuedAt } from '../Continued.ts'
import { kindOfType, levelOfType, typeOfKind } from './FdxKind.ts'
import { runsOfParagraph, textsOfRuns } from './FdxRuns.ts'
import { elementsOf, parseFdxXml, startTag, withAttribute, type XmlElement } from './FdxXml.ts'

/** What a paragraph says. */
export interface FdxParagraph {
  readonly kind: string
  readonly runs: readonly Run[]
  readonly attrs: Scalars
  readonly newPage: boolean
  /** Final Draft 13's own id; null in older files. */
  readonly id: string | null
}

/** A block as a Final Draft file would have it. */
export type FdxWish = Omit<FdxParagraph, 'id'>

export const readParagraph = (element: XmlElement): FdxParagraph => {
  const { Type = '', Number: number, Alignment = '', StartsNewPage, id } = element.attributes
  const kind = kindOfType(Type, Alignment)
  const runs = runsOfParagraph(element)
  return {
    kind,
    runs: kind === 'parenthetical' ? inParentheses(runs) : runs,
    attrs: {
      ...(kind === 'scene_heading' && number !== undefined && number !== '' ? { number } : {}),
      ...(kind === 'section' ? { level: levelOfType(Type) } : {}),
    },
    newPage: StartsNewPage === 'Yes',
    id: id ?? null,
  }
}

/** Some writers leave the parentheses of a parenthetical out of its text. */
const inParentheses = (runs: readonly Run[]): Run[] => {
  const text = textOf(runs).trim()
  if (text === '' || text.startsWith('(')) return [...runs]
  return tidyRuns([{ text: '(', marks: {} }, ...runs, { text: ')', marks: {} }])
}

/** A cue without a (CONT'D) that its writer's program put there. */
export const withoutContinued = (runs: readonly Run[]): Run[] => {
  let left = continuedAt(textOf(runs))
  if (left <= 0) return [...runs]
  return tidyRuns(
    runs.map((run) => {
      const kept = run.text.slice(0, left)
      left = Math.max(0, left - run.text.length)
      return { text: kept, marks: run.marks }
    }),
  )
}

/** Whether the source of a paragraph says what the block says. */
const says = (paragraph: FdxParagraph, wish: FdxWish): boolean =>
  paragraph.kind === wish.kind &&
  paragraph.newPage === wish.newPage &&
  (paragraph.attrs['number'] ?? null) === (wish.attrs['number'] ?? null) &&
  (wish.kind !== 'section' || paragraph.attrs['level'] === (wish.attrs['level'] ?? 1)) &&
  (sameRuns(paragraph.runs, wish.runs) ||
    (wish.kind === 'character' && sameRuns(withoutContinued(paragraph.runs), wish.runs)))

/** A block as a paragraph: its source where it still says the same, that source patched, or a plain one. */
export const writeParagraph = (wish: FdxWish, source: string | null, indent: string): string => {
  if (source === null) return plainParagraph(wish, indent)
  const parsed = parseFdxXml(source)
  if (Result.isFailure(parsed) || parsed.success.name !== 'Paragraph')
    return plainParagraph(wish, indent)
  const paragraph = readParagraph(parsed.success)
  return says(paragraph, wish) ? source : patched(source, parsed.success, paragraph, wish, indent)
}

const plainParagraph = (wish: FdxWish, indent: string): string => {
  const tag = dressed('<Paragraph>', null, wish)
  const texts = textsOfRuns(wish.runs).map((text) => `${indent}  ${text}`)
  return `${tag}${texts.join('')}${indent}</Paragraph>`
}

/** The start tag with the attributes that say kind, number and page break; others stay. */
const dressed = (tag: string, was: FdxParagraph | null, wish: FdxWish): string => {
  const number = wish.kind === 'scene_heading' ? wish.attrs['number'] : undefined
  const sameKind = was !== null && was.kind === wish.kind
  const changes: (readonly [name: string, value: string | null])[] = []
  if (!sameKind || wish.kind === 'section')
    changes.push(['Type', typeOfKind(wish.kind, wish.attrs)])
  if (wish.kind === 'centered' && !sameKind) changes.push(['Alignment', 'Center'])
  if (was?.kind === 'centered' && !sameKind) changes.push(['Alignment', null])
  if (wish.newPage !== (was?.newPage ?? false))
    changes.push(['StartsNewPage', wish.newPage ? 'Yes' : 'No'])
  if ((was?.attrs['number'] ?? null) !== (number ?? null))
    changes.push(['Number', number === undefined || number === null ? null : String(number)])
  return changes.reduce((dress, [name, value]) => withAttribute(dress, name, value), tag)
}

/** The source with its attributes and `<Text>` elements as the block has them; every other element stays. */
const patched = (
  source: string,
  element: XmlElement,
  was: FdxParagraph,
  wish: FdxWish,
  indent: string,
): string => {
  const { end, empty } = startTag(source)
  const tag = source.slice(0, end)
  const open = dressed(empty ? tag.replace(/\s*\/>$/u, '>') : tag, was, wish)
  const before = `${indent}  `
  const said = textsOfRuns(wish.runs).map((text) => before + text)
  if (empty) return `${open}${said.join('')}${indent}</Paragraph>`
  const texts = elementsOf(element, 'Text')
  const close = source.lastIndexOf('</')
  const first = texts[0]
  if (first === undefined) {
    const inner = source.slice(end, close).trimEnd()
    return `${open}${inner}${said.join('')}${indent}${source.slice(close)}`
  }
  let out = open
  let at = end
  for (const text of texts) {
    out += source.slice(at, text.start).trimEnd()
    if (text === first) out += said.join('')
    at = text.end
  }
  return out + source.slice(at)
}
