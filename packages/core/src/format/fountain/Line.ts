import { findSpans, type Span } from './Span.ts'

/**
 * A line of Fountain source. A note or boneyard that crosses line ends keeps them inside one line, so joining the
 * texts with a line feed always gives the source back.
 */
export interface Line {
  readonly text: string
  readonly spans: readonly Span[]
  /** The text without its notes and boneyards: what decides which element the line is. */
  readonly bare: string
}

/** Cuts LF-separated source into lines. */
export const splitLines = (source: string): Line[] => {
  const { spans } = findSpans(source)
  const lines: Line[] = []
  let from = 0
  let next = 0
  for (;;) {
    const inside: Span[] = []
    let to = source.indexOf('\n', from)
    for (; next < spans.length; next++) {
      const span = spans[next]!
      if (to >= 0 && span.from > to) break
      inside.push({ kind: span.kind, from: span.from - from, to: span.to - from })
      if (to >= 0 && to < span.to) to = source.indexOf('\n', span.to)
    }
    const text = to < 0 ? source.slice(from) : source.slice(from, to)
    lines.push({ text, spans: inside, bare: without(text, inside) })
    if (to < 0) return lines
    from = to + 1
  }
}

const without = (text: string, spans: readonly Span[]): string => {
  if (spans.length === 0) return text
  let bare = ''
  let at = 0
  for (const span of spans) {
    bare += text.slice(at, span.from)
    at = span.to
  }
  return bare + text.slice(at)
}

/** Nothing but white space. */
export const isBlank = (line: Line): boolean => line.text.trim() === ''

/** Only notes and boneyards: such a line separates like a blank one and does not end a speech. */
export const isSpansOnly = (line: Line): boolean => line.spans.length > 0 && line.bare.trim() === ''

/** A line of two or more spaces, which stands for an empty line inside dialogue (Fountain 1.1 "Line Breaks"). */
export const isSpokenGap = (text: string): boolean => /^[ \t]{2,}\r?$/.test(text)
