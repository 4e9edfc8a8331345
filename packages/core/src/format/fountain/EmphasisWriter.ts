import { parseEmphasis } from './Emphasis.ts'
import { bold, italic, joinRuns, type Run, sameRuns, textOf, underline } from './Run.ts'
import { findSpans, type Span } from './Span.ts'

const special = /[*_\\[]/

/**
 * Writes one line with its emphasis so that `parseEmphasis` reads the same runs back. Signs are escaped only where
 * they would be read as emphasis. Where Fountain cannot say the styles, the text is kept and the styles are not.
 */
export const writeEmphasis = (runs: readonly Run[]): string => {
  const text = textOf(runs)
  if (!special.test(text) && runs.every((run) => run.style === 0)) return text
  const { spans } = findSpans(text)
  const wanted = expressible(runs, text, spans)
  for (const escape of [false, true]) {
    const written = render(wanted, spans, escape)
    if (readsBack(written, wanted, spans.length)) return written
  }
  return render(joinRuns([{ text, style: 0 }]), spans, true)
}

const readsBack = (written: string, wanted: readonly Run[], spanCount: number): boolean => {
  const found = findSpans(written)
  return (
    found.unclosed.length === 0 &&
    found.spans.length === spanCount &&
    sameRuns(parseEmphasis(written, found.spans), wanted)
  )
}

/** Runs as Fountain can say them: no style on white space at an edge, one style over each note and boneyard. */
export const expressible = (
  runs: readonly Run[],
  text: string,
  spans: readonly Span[],
): readonly Run[] => {
  if (runs.every((run) => run.style === 0)) return joinRuns(runs)
  const styles = runs.flatMap((run) => Array.from({ length: run.text.length }, () => run.style))
  for (const span of spans) styles.fill(styles[span.from] ?? 0, span.from, span.to)
  for (const bit of [bold, italic, underline]) trimStyle(styles, text, bit)
  return joinRuns(styles.map((style, i) => ({ text: text[i] ?? '', style })))
}

const trimStyle = (styles: number[], text: string, bit: number): void => {
  for (let from = 0; from < styles.length;) {
    if ((styles[from]! & bit) === 0) {
      from++
      continue
    }
    let to = from
    while (to < styles.length && (styles[to]! & bit) !== 0) to++
    const next = to
    for (; from < to && /\s/.test(text[from]!); from++) styles[from]! -= bit
    for (; to > from && /\s/.test(text[to - 1]!); to--) styles[to - 1]! -= bit
    from = next
  }
}

const signs: ReadonlyMap<number, string> = new Map([
  [underline, '_'],
  [bold, '**'],
  [italic, '*'],
])

/** Opens the style that lasts longest first, so that as few as possible are closed and opened again. */
const render = (runs: readonly Run[], spans: readonly Span[], escape: boolean): string => {
  const out: string[] = []
  const stack: number[] = []
  const put = (bit: number): void => {
    out.push(trailingSlashes(out.at(-1) ?? ''), signs.get(bit) ?? '')
  }
  let at = 0
  let span = 0
  runs.forEach((run, i) => {
    while (stack.some((bit) => (run.style & bit) === 0)) put(stack.pop()!)
    const missing = [...signs.keys()].filter(
      (bit) => (run.style & bit) !== 0 && !stack.includes(bit),
    )
    for (const bit of missing.toSorted((a, b) => lasts(runs, i, b) - lasts(runs, i, a))) {
      stack.push(bit)
      put(bit)
    }
    const end = at + run.text.length
    for (let from = at; from < end;) {
      const inside = spans[span]
      const to = Math.min(end, inside?.from ?? end)
      if (to > from) out.push(guard(run.text.slice(from - at, to - at), escape))
      from = to
      if (inside !== undefined && inside.from <= from && from < end) {
        const past = Math.min(end, inside.to)
        out.push(run.text.slice(from - at, past - at))
        from = past
        if (past === inside.to) span++
      }
    }
    at = end
  })
  while (stack.length > 0) put(stack.pop()!)
  return out.join('')
}

const lasts = (runs: readonly Run[], from: number, bit: number): number => {
  let to = from
  while (to < runs.length && (runs[to]!.style & bit) !== 0) to++
  return to
}

/** The backslashes at the end of a text: doubled before a sign, so that they stay text. */
const trailingSlashes = (text: string): string => {
  let from = text.length
  while (from > 0 && text[from - 1] === '\\') from--
  return text.slice(from)
}

const needsCare = /\\+|\/\*|\*\/|\[\[+|[*_]/g

/** Text outside notes and boneyards: unpaired delimiters are always escaped, emphasis signs when asked. */
const guard = (text: string, escape: boolean): string => {
  let slashes = ''
  let end = 0
  return text.replaceAll(needsCare, (sign: string, at: number) => {
    if (sign.startsWith('\\')) {
      slashes = sign
      end = at + sign.length
      return sign
    }
    const doubled = at === end ? slashes : ''
    if (sign === '/*') return '/\\*'
    return sign.length === 1 && !escape ? sign : `${doubled}\\${sign}`
  })
}
