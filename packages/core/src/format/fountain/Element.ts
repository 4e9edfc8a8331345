import { parseEmphasis } from './Emphasis.ts'
import type { Line } from './Line.ts'
import { joinRuns, type Run } from './Run.ts'
import type { Scalars } from '../../screenplay/Registers.ts'

/** One element as the source says it: a block of a script before it has an id. */
export interface Element {
  readonly kind: string
  readonly runs: readonly Run[]
  readonly attrs: Scalars
}

interface Stripped {
  readonly lines: readonly Line[]
  readonly attrs: Scalars
}

/** What an element of this kind says, given its source lines. */
export const elementOf = (kind: string, lines: readonly Line[]): Element => {
  const text = lines.map((line) => line.text).join('\n')
  if (kind === 'page_break') return { kind, runs: [], attrs: {} }
  if (kind === 'note' || kind === 'boneyard')
    return { kind, runs: plain(innerText(text)), attrs: {} }
  const { lines: stripped, attrs } = strip(kind, lines)
  return { kind, runs: runsOf(stripped), attrs }
}

const plain = (text: string): Run[] => (text === '' ? [] : [{ text, style: 0 }])

const innerText = (text: string): string => text.trim().slice(2, -2)

const runsOf = (lines: readonly Line[]): Run[] =>
  joinRuns(
    lines.flatMap((line, i) => [
      ...(i === 0 ? [] : plain('\n')),
      ...parseEmphasis(line.text, line.spans),
    ]),
  )

const strip = (kind: string, lines: readonly Line[]): Stripped => {
  const first = lines[0]?.text.trimStart() ?? ''
  switch (kind) {
    case 'scene_heading':
      return heading(lines, first.startsWith('.'))
    case 'character':
      return cue(lines, first.startsWith('@'))
    case 'transition':
      return { lines: cut(lines, /^\s*>?\s*/, trimmed), attrs: forced(first.startsWith('>')) }
    case 'centered':
      return { lines: cut(lines, /^\s*>\s*/, beforeSign), attrs: {} }
    case 'lyrics':
      return { lines: cut(lines, /^\s*~\s*/, trimmed), attrs: {} }
    case 'section':
      return {
        lines: cut(lines, /^\s*#+\s*/, trimmed),
        attrs: { level: /^#+/.exec(first)?.[0].length ?? 1 },
      }
    case 'synopsis':
      return { lines: cut(lines, /^\s*=\s*/, trimmed), attrs: {} }
    case 'shot':
      return { lines: cut(lines, /^\s*!!\s*/, trimmed), attrs: {} }
    case 'dialogue':
      return { lines: cut(lines, /^\s*(?:\\(?=[~>!#=([]))?/, trimmed), attrs: {} }
    case 'parenthetical':
      return { lines: cut(lines, /^\s*/, trimmed), attrs: {} }
    default:
      return { lines: action(lines), attrs: forced(first.startsWith('!')) }
  }
}

const forced = (yes: boolean): Scalars => (yes ? { forced: true } : {})

const trimmed = (text: string): number => text.trimEnd().length

/** Where the text before the sign that ends a line ends. */
const beforeSign = (text: string): number => text.slice(0, trimmed(text) - 1).trimEnd().length

const sceneNumber = /#([\p{L}\p{N}.-]+)#$/u

const heading = (lines: readonly Line[], isForced: boolean): Stripped => {
  const bare = cut(lines, isForced ? /^\s*\.\s*/ : /^\s*/, trimmed)
  const number = sceneNumber.exec(bare[0]?.text ?? '')
  const end = bare[0]?.text.slice(0, number?.index).trimEnd().length ?? 0
  if (number?.[1] === undefined || end === 0) return { lines: bare, attrs: forced(isForced) }
  return { lines: cut(bare, /^/, () => end), attrs: { ...forced(isForced), number: number[1] } }
}

const cue = (lines: readonly Line[], isForced: boolean): Stripped => {
  const name = cut(lines, isForced ? /^\s*@\s*/ : /^\s*/, trimmed)
  const text = name[0]?.text ?? ''
  const isDual = text.endsWith('^') && beforeSign(text) > 0
  return {
    lines: isDual ? cut(name, /^/, beforeSign) : name,
    attrs: isDual ? { ...forced(isForced), dual: true } : forced(isForced),
  }
}

/** Tabs are four spaces; the forcing sign goes; everything else in action is the writer's. */
const action = (lines: readonly Line[]): Line[] =>
  cut(lines, /^\s*!(?!!.)|^/, (text) => text.length).map((line) =>
    line.spans.length === 0 && line.text.includes('\t')
      ? { ...line, text: line.text.replaceAll('\t', '    ') }
      : line,
  )

/** Cuts a prefix and what follows an end off each line, never into a note or boneyard. */
const cut = (lines: readonly Line[], prefix: RegExp, end: (text: string) => number): Line[] =>
  lines.map((line) => {
    const from = Math.min(prefix.exec(line.text)?.[0].length ?? 0, line.spans[0]?.from ?? Infinity)
    const to = Math.max(from, line.spans.at(-1)?.to ?? 0, end(line.text))
    const spans = line.spans.map((span) => ({
      kind: span.kind,
      from: span.from - from,
      to: span.to - from,
    }))
    return { text: line.text.slice(from, to), spans, bare: line.bare }
  })
