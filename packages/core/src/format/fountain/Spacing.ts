import type { Element } from './Element.ts'
import { isSpokenGap } from './Line.ts'
import { isHeadingShaped } from './LineKind.ts'
import { textOf } from './Run.ts'

/** An element with the way it can be said at its place, and the blank lines before it. */
export interface Placed {
  readonly element: Element
  /** The kind to write: what cannot be said at this place is written as action. */
  readonly kind: string
  /** Inside a speech, where Fountain knows dialogue, parentheticals and lyrics without a sign. */
  readonly speech: boolean
  /** The blank lines before the element, each ended by a line feed; empty for none. */
  readonly gap: string
}

const transparent = new Set(['note', 'boneyard'])
const separating = new Set(['note', 'boneyard', 'section', 'synopsis', 'page_break'])
const spoken = new Set(['dialogue', 'parenthetical'])

/** An element that leaves no line of its own: an empty paragraph is one more blank line. */
export const isEmpty = (element: Element): boolean =>
  element.kind !== 'page_break' &&
  element.attrs['src'] === undefined &&
  element.runs.every((run) => run.text.trim() === '')

/** True after an element that counts as a blank line for what follows. */
export const separatesAfter = (kind: string): boolean => separating.has(kind)

/**
 * Decides kind and spacing of each element: one blank line before it, none inside a speech, or what the source had
 * (`gap`), as far as the neighbours allow. Empty elements add a blank line to what follows, or to `rest` at the end;
 * `speech` tells whether the end is still inside a speech.
 */
export const place = (
  elements: readonly Element[],
): { placed: Placed[]; rest: string; speech: boolean } => {
  const placed: Placed[] = []
  const ahead = outlooks(elements)
  let speech = false
  let extra = ''
  elements.forEach((element, i) => {
    if (isEmpty(element)) {
      extra += '\n'
      return
    }
    const inside = speech && (ahead[i] === 'spoken' || ahead[i] === 'sung')
    const kind = writtenKind(element, inside)
    const gap = inside ? '' : gapBefore(element, kind, placed.at(-1), speech) + extra
    placed.push({ element, kind, speech: inside, gap })
    speech = kind === 'character' || inside || (speech && transparent.has(kind) && gap === '')
    extra = ''
  })
  return { placed, rest: extra, speech }
}

/** What an element leads to, itself included, when notes, boneyards and empty elements are passed over. */
type Outlook = 'spoken' | 'sung' | 'sung-apart' | 'other'

const outlookOf = (element: Element, next: Outlook): Outlook => {
  const apart = typeof element.attrs['gap'] === 'string' && element.attrs['gap'].includes('\n')
  if (element.kind === 'lyrics' && !isEmpty(element)) return apart ? 'sung-apart' : 'sung'
  if (spoken.has(element.kind) && !isEmpty(element)) return 'spoken'
  if (!isEmpty(element) && !transparent.has(element.kind)) return 'other'
  return next === 'sung' && apart ? 'sung-apart' : next
}

const outlooks = (elements: readonly Element[]): Outlook[] => {
  const found: Outlook[] = []
  let next: Outlook = 'other'
  for (let i = elements.length - 1; i >= 0; i--) {
    next = outlookOf(elements[i]!, next)
    found[i] = next
  }
  return found
}

/**
 * Which elements are lyrics, or notes before lyrics: the ones that may go on with a speech or stand alone, so that the
 * blank lines before them decide.
 */
export const leadingToLyrics = (elements: readonly Element[]): boolean[] =>
  outlooks(elements).map((outlook) => outlook.startsWith('sung'))

const writtenKind = (element: Element, speech: boolean): string => {
  switch (element.kind) {
    case 'dialogue':
    case 'parenthetical':
      return speech ? element.kind : 'action'
    case 'act_break':
      return 'centered'
    case 'page_break':
      return element.runs.every((run) => run.text.trim() === '') ? 'page_break' : 'action'
    default:
      return known.has(element.kind) ? element.kind : 'action'
  }
}

const known = new Set([
  'scene_heading',
  'character',
  'transition',
  'shot',
  'lyrics',
  'centered',
  'page_break',
  'section',
  'synopsis',
  'note',
  'boneyard',
])

/** The blank lines the source had before an element; null for the plain form. */
export const storedGap = ({ attrs: { gap } }: Element): string | null =>
  typeof gap === 'string' && /^(?:[ \t\r]*\n)*$/.test(gap) ? gap : null

const gapBefore = (
  element: Element,
  kind: string,
  previous: Placed | undefined,
  speech: boolean,
): string => {
  const gap = storedGap(element)
  if (previous === undefined) return gap ?? ''
  if (gap === null) return '\n'
  if (!gap.includes('\n')) return needsGap(element, kind, previous, speech) ? '\n' : ''
  const gaps = gap.split('\n').slice(0, -1)
  const atRisk = speech && plainInSpeech.has(kind) && !isSigned(element, kind)
  const clear = !atRisk || !gaps.every((line) => isSpokenGap(line))
  return clear ? gap : '\n'.repeat(gaps.length)
}

/** Written with a sign that ends a speech. */
const isSigned = (element: Element, kind: string): boolean =>
  element.attrs['forced'] === true && (kind === 'action' || kind === 'transition')

/** Elements that would be read as dialogue after a line of two spaces. */
const plainInSpeech = new Set(['action', 'scene_heading', 'character', 'transition'])

const needsGap = (element: Element, kind: string, previous: Placed, speech: boolean): boolean => {
  switch (kind) {
    case 'scene_heading':
    case 'character':
      return speech || !separating.has(previous.kind)
    case 'transition':
      return !isSigned(element, kind) && (speech || !separating.has(previous.kind))
    case 'action':
      if (previous.kind === 'action') return true
      if (isSigned(element, kind)) return false
      if (speech) return true
      return (
        previous.kind === 'scene_heading' &&
        previous.element.attrs['forced'] !== true &&
        isHeadingShaped(textOf(element.runs))
      )
    case 'centered':
    case 'lyrics':
      return previous.kind === kind
    default:
      return false
  }
}
