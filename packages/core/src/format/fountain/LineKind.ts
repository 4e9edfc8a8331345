import type { BlockKind } from '../../screenplay/BlockKind.ts'
import type { Line } from './Line.ts'
import { isBlank, isSpansOnly } from './Line.ts'

/** Where a line stands: what its element depends on beside its own text. */
export interface LineContext {
  /** A blank line before, or what counts as one: the start, a page break, a section, a synopsis, a note, a boneyard. */
  readonly before: boolean
  /** What the next line is. */
  readonly after: 'blank' | 'text' | 'heading'
  /** Inside a speech: after a character cue without a blank line since. */
  readonly speech: boolean
  /** Something spoken follows without a blank line: what makes a line in capitals a character cue. */
  readonly spoken: boolean
  /** The parenthesis this line opens is closed on it or on one of the next lines of the speech. */
  readonly parenthesis: boolean
}

/** The element a line belongs to by the rules of Fountain 1.1; the numbers are those of `docs/spec/fountain.md`. */
export const lineKind = (line: Line, context: LineContext): BlockKind => {
  if (isSpansOnly(line)) return line.spans[0]?.kind ?? 'note'
  const raw = line.text.trim()
  const bare = line.bare.trim()
  const own = context.before && !context.speech
  return (
    marked(raw, bare, own) ??
    (context.speech ? spokenKind(raw, bare, context) : own ? natural(raw, line, context) : 'action')
  )
}

/** Elements that begin with a sign. Signs that are also common first characters of text need white space after them. */
const marked = (raw: string, bare: string, own: boolean): BlockKind | null => {
  if (/^={3,}$/.test(bare)) return 'page_break'
  switch (raw[0]) {
    case '#':
      return (own ? /^#+(?:\s+\S|[^\s#])/ : /^#+\s+\S/).test(raw) ? 'section' : null
    case '=':
      return (own ? /^=(?!=)\s*\S/ : /^=\s+\S/).test(raw) ? 'synopsis' : null
    case '~':
      return 'lyrics'
    case '!':
      return raw.startsWith('!!') && raw.length > 2 ? 'shot' : 'action'
    case '>':
      if (raw.length > 1 && raw.endsWith('<')) return 'centered'
      return raw.length > 1 ? 'transition' : null
    case '.':
      return own && forcedHeading.test(raw) ? 'scene_heading' : null
    case '@':
      return own && raw.length > 1 ? 'character' : null
    default:
      return null
  }
}

/** One full stop, then a letter or number of any script; or an opening sign, so that any heading can be forced. */
const forcedHeading = /^\.[\p{L}\p{N}\p{M}*_("“‘'¿¡]/u

const spokenKind = (raw: string, bare: string, context: LineContext): BlockKind =>
  raw.startsWith('(') && (bare.endsWith(')') || context.parenthesis) ? 'parenthetical' : 'dialogue'

const natural = (raw: string, line: Line, context: LineContext): BlockKind => {
  if (isHeadingShaped(raw)) return context.after === 'heading' ? 'action' : 'scene_heading'
  if (context.after === 'blank' && isTransitionShaped(line.bare)) return 'transition'
  return context.spoken && isCueShaped(line.bare.trim()) ? 'character' : 'action'
}

/** INT, EXT, EST, INT./EXT, INT/EXT, I/E in any case, followed by a full stop or white space. `I./E` as in the reference. */
export const isHeadingShaped = (text: string): boolean =>
  /^(?:INT\.?\/EXT|I\.?\/E|INT|EXT|EST)(?:\.|\s)\s*\S/i.test(text.trimStart())

/** Upper case, ending in `TO:` with nothing after it. */
const isTransitionShaped = (bare: string): boolean => /TO:\r?$/.test(bare) && isUpperCase(bare)

/** Upper case but for extensions in parentheses, with a letter; the caret of dual dialogue may end it. */
const isCueShaped = (bare: string): boolean => {
  const name = (bare.endsWith('^') ? bare.slice(0, -1) : bare).replaceAll(/\([^()]*\)/g, '')
  return !name.includes('^') && isUpperCase(name)
}

/** At least one capital letter and no small one, in any script that has them. */
const isUpperCase = (text: string): boolean => /\p{Lu}|\p{Lt}/u.test(text) && !/\p{Ll}/u.test(text)

/** A line after which an element may begin as after a blank one. */
export const separates = (line: Line): boolean => isBlank(line) || isSpansOnly(line)

/** What a line is to the one before it. */
export const afterLine = (next: Line | undefined): LineContext['after'] => {
  if (next === undefined || separates(next)) return 'blank'
  return isHeadingShaped(next.text) ? 'heading' : 'text'
}
