/** A note `[[ ]]` or a boneyard inside a text: offsets of its first delimiter and past its last. */
export interface Span {
  readonly kind: 'note' | 'boneyard'
  readonly from: number
  readonly to: number
}

/** The spans of a text in order, and where a delimiter opens that nothing closes. */
export interface Spans {
  readonly spans: readonly Span[]
  readonly unclosed: readonly number[]
}

const none: Spans = { spans: [], unclosed: [] }

/**
 * Finds boneyards, across any lines (Fountain 1.1 "Boneyard"; nested pairs count, as afterwriting reads them), then
 * notes outside them, which a blank line ends unless it holds two spaces ("Notes"). Time is linear in the text.
 */
export const findSpans = (text: string): Spans => {
  if (!text.includes('[[') && !text.includes('/*')) return none
  const boneyards = findBoneyards(text)
  const notes = findNotes(mask(text, boneyards.spans))
  const spans: Span[] = []
  for (const span of [...boneyards.spans, ...notes.spans].toSorted((a, b) => a.from - b.from))
    if (span.from >= (spans.at(-1)?.to ?? 0)) spans.push(span)
  return { spans, unclosed: [...boneyards.unclosed, ...notes.unclosed].toSorted((a, b) => a - b) }
}

const boneyardDelimiter = /\/\*|(?<!\\)\*\//g

const findBoneyards = (text: string): Spans => {
  const delimiters = [...text.matchAll(boneyardDelimiter)]
  const closers = matchClosers(delimiters)
  const spans: Span[] = []
  const unclosed: number[] = []
  for (let i = 0; i < delimiters.length; i++) {
    const from = delimiters[i]!.index
    if (delimiters[i]![0] !== '/*') continue
    const closer = closers[i]!
    if (closer < 0) {
      unclosed.push(from)
      continue
    }
    spans.push({ kind: 'boneyard', from, to: delimiters[closer]!.index + 2 })
    i = closer
  }
  return { spans, unclosed }
}

/** For each opener the index of its closer: the balanced one, else the next one, else -1. */
const matchClosers = (delimiters: readonly RegExpExecArray[]): number[] => {
  const closers = delimiters.map(() => -1)
  const open: number[] = []
  delimiters.forEach((delimiter, i) => {
    if (delimiter[0] === '/*') open.push(i)
    else {
      const opener = open.pop()
      if (opener !== undefined) closers[opener] = i
    }
  })
  let next = -1
  for (let i = delimiters.length - 1; i >= 0; i--) {
    if (delimiters[i]![0] !== '/*') next = i
    else if (closers[i] === -1) closers[i] = next
  }
  return closers
}

const mask = (text: string, spans: readonly Span[]): string => {
  let masked = ''
  let at = 0
  for (const { from, to } of spans) {
    masked += text.slice(at, from) + '\u0001'.repeat(to - from)
    at = to
  }
  return masked + text.slice(at)
}

const noteOpener = /(?<![\\[])\[\[+/g
const noteEnd = /\]\]|\n[ \t]?\r?(?=\n)/g

const findNotes = (text: string): Spans => {
  const spans: Span[] = []
  const unclosed: number[] = []
  let barrier = 0
  noteOpener.lastIndex = 0
  for (let match = noteOpener.exec(text); match !== null; match = noteOpener.exec(text)) {
    const from = match.index
    if (from >= barrier) {
      noteEnd.lastIndex = from + 2
      const end = noteEnd.exec(text)
      if (end?.[0] === ']]') {
        spans.push({ kind: 'note', from, to: end.index + 2 })
        noteOpener.lastIndex = end.index + 2
        continue
      }
      barrier = end?.index ?? text.length
    }
    unclosed.push(from)
  }
  return { spans, unclosed }
}
