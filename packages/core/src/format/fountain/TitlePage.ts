import type { TitleEntry } from '../../screenplay/TitlePage.ts'
import { parseEmphasis } from './Emphasis.ts'
import { isBlank, isSpansOnly, type Line, splitLines } from './Line.ts'
import { isHeadingShaped } from './LineKind.ts'
import { textOf } from './Run.ts'

/** A title page and the lines it takes: from `from` up to but not including `to`. */
export interface TitlePage {
  /** Each key once, its values as the lines of its text. */
  readonly entries: readonly TitleEntry[]
  readonly from: number
  readonly to: number
}

/** Keys the syntax names, and those other apps write: enough to tell a title page whose values are all empty. */
const knownKeys = new Set([
  'title',
  'credit',
  'author',
  'authors',
  'source',
  'draft date',
  'date',
  'contact',
  'copyright',
  'notes',
  'draft',
  'revision',
  'format',
  'episode',
  'font',
  'watermark',
])

const keyLine = /^([^\s:!@.~>#=([][^:\n]*):[ \t]*(.*)$/s
const valueLine = /^(?: {3,}|\t)\s*(\S.*)$/s

/** The longest key of a title page whose keys are all unknown: beyond it, a line with a colon is prose. */
const longestKey = 40

/**
 * The title page, if the file begins with one: `key: value` lines with values indented by three spaces or a tab, up
 * to the first other line. Blank lines, notes and boneyards may stand before it. A first line that is a scene heading,
 * a lone key without any value (`FADE IN:`, `CUT TO:`), and free keys that repeat are script.
 */
export const readTitlePage = (lines: readonly Line[]): TitlePage | null => {
  let from = 0
  while (from < lines.length && (isBlank(lines[from]!) || isSpansOnly(lines[from]!))) from++
  const values = new Map<string, string[]>()
  let open: string[] | undefined
  let repeats = false
  let to = from
  for (; to < lines.length && !isBlank(lines[to]!); to++) {
    const { text } = lines[to]!
    const value = valueLine.exec(text)?.[1]?.trimEnd()
    const pair = keyLine.exec(text)
    if (value !== undefined && open !== undefined) open.push(value)
    else if (pair?.[1] !== undefined) {
      const key = pair[1].trim()
      repeats ||= values.has(key) && !knownKeys.has(key.toLowerCase())
      open = values.get(key) ?? []
      values.set(key, open)
      const inline = pair[2]?.trim() ?? ''
      if (inline !== '') open.push(inline)
    } else break
  }
  const entries = [...values].map(([key, all]) => ({ key, text: all.join('\n') }))
  const known = entries.some(({ key }) => knownKeys.has(key.toLowerCase()))
  const likely =
    lines.slice(0, from).every(isBlank) &&
    entries.every(({ key }) => key.length <= longestKey) &&
    entries.some(({ text }) => text !== '') &&
    !isHeadingShaped(lines[from]?.text ?? '')
  return entries.length > 0 && !repeats && (known || likely) ? { entries, from, to } : null
}

/** Whether lines at the start of a file would be read as a title page. */
export const isTitleShaped = (lines: readonly Line[]): boolean => readTitlePage(lines) !== null

/**
 * A title page as Fountain: one value on the key's line, several below it, indented by four spaces. Empty when there
 * is nothing a reader would take for a title page.
 */
export const writeTitlePage = (entries: readonly TitleEntry[]): string => {
  const page = entries.map(writeEntry).join('\n')
  return isTitleShaped(splitLines(page)) ? page : ''
}

const writeEntry = ({ key, text }: TitleEntry): string => {
  const values = text.split('\n').flatMap((value) => value.trim() || [])
  const name = key.replaceAll(/[:\n]/g, ' ').trim()
  if (values.length > 1) return `${name}:${values.map((value) => `\n    ${value}`).join('')}`
  return values.length === 1 ? `${name}: ${values[0]}` : `${name}:`
}

/** The title on one line and without emphasis; empty without one. */
export const titleLine = (entries: readonly TitleEntry[]): string => {
  const entry = entries.find(({ key }) => key.toLowerCase() === 'title')
  const lines = entry?.text.split('\n').map((line) => textOf(parseEmphasis(line, [])).trim())
  return lines?.join(' ').trim() ?? ''
}

/** Whether two title pages say the same. */
export const sameEntries = (a: readonly TitleEntry[], b: readonly TitleEntry[]): boolean =>
  a.length === b.length && a.every(({ key, text }, i) => key === b[i]?.key && text === b[i].text)
