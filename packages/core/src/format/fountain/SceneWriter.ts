import { type Element, elementOf } from './Element.ts'
import { writeElement } from './ElementWriter.ts'
import { isBlank, isSpokenGap, type Line, splitLines } from './Line.ts'
import { afterLine, type LineContext, lineKind } from './LineKind.ts'
import { isSpoken } from './ElementReader.ts'
import { closesParenthesis } from './Parenthesis.ts'
import { sameRuns } from './Run.ts'
import { findSpans } from './Span.ts'
import { place, type Placed, separatesAfter, storedGap } from './Spacing.ts'
import { isTitleShaped } from './TitlePage.ts'

/** A run of elements as Fountain. What stands before and after it does not change `text`, so it can be kept. */
export interface SceneText {
  /** The blank lines the source had before it; null where one is enough. */
  readonly gap: string | null
  /** Without line ends before the first and after the last element. Empty when no element leaves a line. */
  readonly text: string
  /** Blank lines that empty elements at its end leave. */
  readonly rest: string
  /** Whether another element may follow without a blank line. */
  readonly open: boolean
}

/** Writes elements as Fountain, each so that it is read back as what it is. `first`: they begin the file. */
export const writeScene = (elements: readonly Element[], first: boolean): SceneText => {
  const { placed, rest, speech } = place(elements)
  const [head] = placed
  return {
    gap: head === undefined || storedGap(head.element) === null ? null : head.gap,
    text: compose(placed, writePlaced(placed, first)),
    rest,
    open: !speech && separatesAfter(placed.at(-1)?.kind ?? ''),
  }
}

const compose = (placed: readonly Placed[], texts: readonly string[]): string =>
  texts.map((text, i) => (i === 0 ? text : `\n${placed[i]?.gap ?? ''}${text}`)).join('')

/** The text of each element. At the start of a file nothing may look like a title page: there a sign is forced. */
export const writePlaced = (placed: readonly Placed[], first: boolean): string[] => {
  const texts = placed.map((_, i) => writeOne(placed, i, false))
  const shown = placed.findIndex(({ kind }) => kind !== 'note' && kind !== 'boneyard')
  if (first && shown >= 0 && isTitleShaped(splitLines(compose(placed, texts))))
    texts[shown] = writeOne(placed, shown, true)
  return texts
}

/** What the source had if it still says the same, else the plain form, else the forced one. */
const writeOne = (placed: readonly Placed[], i: number, mustForce: boolean): string => {
  const { element, kind } = placed[i]!
  const context = contextOf(placed, i)
  const { src } = element.attrs
  if (!mustForce) {
    const holds = typeof src === 'string' && sourceHolds(src, element, kind)
    if (holds && readsAs(src, kind, context)) return src
    if (element.attrs['forced'] !== true) {
      const plain = writeElement(element, kind, false)
      if (readsAs(plain, kind, context)) return plain
    }
  }
  const forced = writeElement(element, kind, true)
  return readsAs(forced, kind, context) ? forced : writeElement(element, 'action', true)
}

/** The remembered source is used only as long as it says exactly what the element says. */
const sourceHolds = (src: string, element: Element, kind: string): boolean => {
  if (kind !== element.kind || src === '' || opensBoneyard(src)) return false
  const said = elementOf(kind, splitLines(src))
  return (
    sameRuns(said.runs, element.runs) &&
    ['forced', 'number', 'dual', 'level'].every((name) => said.attrs[name] === element.attrs[name])
  )
}

/** A boneyard that is not closed here could swallow what follows. */
const opensBoneyard = (src: string): boolean =>
  findSpans(src).unclosed.some((at) => src.startsWith('/*', at))

const contextOf = (placed: readonly Placed[], i: number): LineContext => {
  const { speech, gap } = placed[i]!
  const next = placed[i + 1]
  const follows = next !== undefined && next.gap === ''
  const spans = next?.kind === 'note' || next?.kind === 'boneyard'
  return {
    before: i === 0 || gap !== '' || separatesAfter(placed[i - 1]?.kind ?? ''),
    after: follows && !spans ? 'text' : 'blank',
    speech,
    spoken: next?.speech === true,
    parenthesis: false,
  }
}

/** Whether a text at this place is read as one element of this kind. */
const readsAs = (text: string, kind: string, context: LineContext): boolean => {
  const lines = splitLines(text)
  return lines.every((line, i) => {
    if (isBlank(line)) return kind === 'action' || (kind === 'dialogue' && isSpokenGap(line.text))
    if (kind === 'parenthetical' && i > 0) return true
    return lineKind(line, innerContext(lines, i, context)) === kind
  })
}

const innerContext = (lines: readonly Line[], i: number, context: LineContext): LineContext => {
  const next = lines[i + 1]
  const last = next === undefined
  const before = i === 0 ? context.before : isBlank(lines[i - 1]!)
  return {
    before: before && !(i > 0 && context.speech),
    after: last ? context.after : afterLine(next),
    speech: context.speech,
    spoken: last ? context.spoken : isSpoken(lines, i),
    parenthesis: closesParenthesis(lines, i),
  }
}
