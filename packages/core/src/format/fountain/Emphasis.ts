import { bold, italic, joinRuns, type Run, underline } from './Run.ts'
import type { Span } from './Span.ts'

interface Piece {
  /** Literal text, or the characters of a delimiter that are left over. */
  text: string
  /** '*' or '_' for a delimiter, '' for literal text. */
  readonly char: '' | '*' | '_'
  readonly opens: boolean
  readonly closes: boolean
  readonly size: number
}

/** Range of pieces, exclusive on both ends, that a pair of delimiters styles. */
interface Pair {
  readonly opener: number
  readonly closer: number
  readonly style: number
}

const special = /[*_\\]/

/**
 * Reads the emphasis of one line (Fountain 1.1 "Emphasis"): Markdown's rules, with `_` for underline. An opener has no
 * white space after it, a closer none before it; a backslash makes the next `*`, `_` or `[[` literal. Notes and
 * boneyards are passed through as they stand.
 */
export const parseEmphasis = (text: string, spans: readonly Span[]): Run[] => {
  if (!special.test(text)) return text === '' ? [] : [{ text, style: 0 }]
  const pieces = cut(text, spans)
  const styles = stylesOf(pieces.length, pairUp(pieces))
  return joinRuns(pieces.map((piece, i) => ({ text: piece.text, style: styles[i] ?? 0 })))
}

const token = /(\\+)(?=(\*|_|\[\[+)?)|\*+|_+/g

const cut = (text: string, spans: readonly Span[]): Piece[] => {
  const pieces: Piece[] = []
  let plain = ''
  const literal = (value: string): void => {
    plain += value
  }
  const flush = (): void => {
    if (plain !== '') pieces.push({ text: plain, char: '', opens: false, closes: false, size: 0 })
    plain = ''
  }
  let at = 0
  let span = 0
  token.lastIndex = 0
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    while (span < spans.length && spans[span]!.to <= match.index) span++
    const inside = spans[span]
    if (inside !== undefined && inside.from <= match.index) {
      token.lastIndex = inside.to
      continue
    }
    literal(text.slice(at, match.index))
    const to = match.index + match[0].length
    at = to
    if (match[1] !== undefined) at = backslashes(match[1].length, match[2], to, literal)
    else if (to - match.index > (match[0].startsWith('*') ? 3 : 1)) literal(match[0])
    else {
      flush()
      pieces.push(delimiter(text, match.index, to))
    }
    token.lastIndex = at
  }
  literal(text.slice(at))
  flush()
  return pieces
}

const delimiter = (text: string, from: number, to: number): Piece => ({
  text: text.slice(from, to),
  char: text[from] === '*' ? '*' : '_',
  opens: to < text.length && !/\s/.test(text[to]!),
  closes: from > 0 && !/\s/.test(text[from - 1]!),
  size: to - from,
})

/** Before an escapable sign every two backslashes are one, and an odd one makes the sign literal; elsewhere they are text. */
const backslashes = (
  count: number,
  sign: string | undefined,
  to: number,
  literal: (value: string) => void,
): number => {
  if (sign === undefined) literal('\\'.repeat(count))
  else literal('\\'.repeat(Math.floor(count / 2)) + (count % 2 === 1 ? sign : ''))
  return to + (sign !== undefined && count % 2 === 1 ? sign.length : 0)
}

/** Pairs closers with the nearest opener, as CommonMark does; the rule of three keeps `*a**b*` one italic. */
const pairUp = (pieces: Piece[]): Pair[] => {
  const pairs: Pair[] = []
  const open: number[] = []
  const bottom = new Map<string, number>()
  for (let closer = 0; closer < pieces.length; closer++) {
    const piece = pieces[closer]!
    if (piece.char === '') continue
    const key = `${piece.char}${piece.size % 3}${piece.opens}`
    while (piece.closes && piece.text !== '') {
      const floor = bottom.get(key) ?? 0
      let found = open.length - 1
      while (found >= floor && !canPair(pieces[open[found]!]!, piece)) found--
      if (found < floor) {
        bottom.set(key, open.length)
        break
      }
      const opener = open[found]!
      open.length = found + 1
      for (const [name, level] of bottom) if (level > open.length) bottom.set(name, open.length)
      const taken = Math.min(pieces[opener]!.text.length, piece.text.length) >= 2 ? 2 : 1
      const style = piece.char === '_' ? underline : taken === 2 ? bold : italic
      pairs.push({ opener, closer, style })
      pieces[opener]!.text = pieces[opener]!.text.slice(taken)
      piece.text = piece.text.slice(taken)
      if (pieces[opener]!.text === '') open.pop()
    }
    if (piece.opens && piece.text !== '') open.push(closer)
  }
  return pairs
}

const canPair = (opener: Piece, closer: Piece): boolean => {
  if (opener.char !== closer.char) return false
  const ambiguous = opener.closes || closer.opens
  const sum = opener.size + closer.size
  return !(ambiguous && sum % 3 === 0 && (opener.size % 3 !== 0 || closer.size % 3 !== 0))
}

const stylesOf = (count: number, pairs: readonly Pair[]): number[] => {
  const change = [bold, italic, underline].map((bit) => {
    const depth = Array.from({ length: count + 1 }, () => 0)
    for (const pair of pairs)
      if (pair.style === bit) {
        depth[pair.opener + 1]!++
        depth[pair.closer]!--
      }
    return { bit, depth }
  })
  return Array.from({ length: count }, (_, i) => {
    let style = 0
    for (const { bit, depth } of change) {
      if (i > 0) depth[i]! += depth[i - 1]!
      if (depth[i]! > 0) style += bit
    }
    return style
  })
}
