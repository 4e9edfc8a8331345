import type { Block } from '../../screenplay/Block.ts'
import { isHeading } from '../../screenplay/BlockKind.ts'
import { continuedAt } from '../Continued.ts'
import type { LockedStarts } from './LockedStart.ts'
import { makePaginator } from './Paginator.ts'
import type { PageProfile } from './PageProfile.ts'
import { sceneLines } from './SceneLength.ts'

/** Who speaks, how often, and how much. */
export interface CharacterCount {
  readonly name: string
  readonly speeches: number
  readonly words: number
  /** Scenes in which the character speaks. */
  readonly scenes: number
}

/** A place by its name in headings. `lines` are lines of pages. */
export interface LocationCount {
  readonly name: string
  readonly scenes: number
  readonly interior: number
  readonly exterior: number
  readonly lines: number
}

/** What a script is made of. Words are those that are printed. */
export interface Statistics {
  readonly pages: number
  readonly scenes: number
  readonly words: number
  /** Words that are spoken, of all words, from 0 to 1. */
  readonly dialogueShare: number
  /** Most words first. */
  readonly characters: readonly CharacterCount[]
  /** Most scenes first. */
  readonly locations: readonly LocationCount[]
  /** Times of day at the ends of headings, most scenes first. */
  readonly times: readonly { readonly name: string; readonly scenes: number }[]
}

const unprinted = new Set(['section', 'synopsis', 'note', 'boneyard', 'page_break'])
const spoken = new Set(['dialogue', 'lyrics'])

const wordCount = (text: string): number =>
  text.replaceAll(/\[\[[^]*?\]\]|\/\*[^]*?\*\//gu, ' ').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)
    ?.length ?? 0

/** A cue's name without extensions: (V.O.), (CONT'D), the caret of a pair. */
const nameOf = (cue: string): string =>
  (continuedAt(cue) > 0 ? cue.slice(0, continuedAt(cue)) : cue)
    .replaceAll(/\([^()]*\)|\^\s*$/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toUpperCase()

const intro = /^(INT\.?\/EXT|EXT\.?\/INT|I\.?\/E|INT|EXT|EST)[.\s]\s*/iu

interface Heading {
  readonly place: string
  readonly time: string | null
  readonly interior: boolean
  readonly exterior: boolean
}

const headingOf = (text: string): Heading => {
  const kind = (intro.exec(text)?.[1] ?? '').toUpperCase()
  const parts = text
    .replace(intro, '')
    .toUpperCase()
    .split(/\s+[-–—]\s+/u)
  const time = parts.length > 1 ? (parts.at(-1)?.trim() ?? null) : null
  const place = parts[0]?.trim() ?? ''
  const both = kind.includes('/')
  return { place, time, interior: both || kind === 'INT', exterior: both || kind === 'EXT' }
}

const most = <A>(all: ReadonlyMap<string, A>, by: (one: A) => number): A[] =>
  [...all]
    .sort(([a, one], [b, other]) => by(other) - by(one) || (a < b ? -1 : 1))
    .map(([, value]) => value)

/** Counts a script on pages of a profile; `starts`: where locked pages begin. */
export const statisticsOf = (
  blocks: readonly Block[],
  profile: PageProfile,
  starts?: LockedStarts,
): Statistics => {
  const pages = makePaginator(profile).update(blocks, starts)
  const lengths = sceneLines(pages)
  const characters = new Map<string, CharacterCount>()
  const locations = new Map<string, LocationCount>()
  const times = new Map<string, { name: string; scenes: number }>()
  let [scenes, words, said] = [0, 0, 0]
  let speaker = ''
  let heard = new Set<string>()
  for (const { id, kind, text } of blocks) {
    if (unprinted.has(kind)) continue
    const count = wordCount(text)
    words += count
    if (isHeading(kind)) {
      scenes += 1
      heard = new Set()
      const { place, time, interior, exterior } = headingOf(text)
      const at = locations.get(place)
      locations.set(place, {
        name: place,
        scenes: (at?.scenes ?? 0) + 1,
        interior: (at?.interior ?? 0) + Number(interior),
        exterior: (at?.exterior ?? 0) + Number(exterior),
        lines: (at?.lines ?? 0) + (lengths.get(id) ?? 0),
      })
      if (time !== null) times.set(time, { name: time, scenes: (times.get(time)?.scenes ?? 0) + 1 })
    }
    if (kind === 'character') {
      speaker = nameOf(text)
      const known = characters.get(speaker)
      characters.set(speaker, {
        name: speaker,
        speeches: (known?.speeches ?? 0) + 1,
        words: known?.words ?? 0,
        scenes: (known?.scenes ?? 0) + Number(!heard.has(speaker)),
      })
      heard.add(speaker)
    } else if (spoken.has(kind) && speaker !== '') {
      said += count
      const known = characters.get(speaker)!
      characters.set(speaker, { ...known, words: known.words + count })
    } else if (kind !== 'parenthetical') speaker = ''
  }
  return {
    pages: pages.length,
    scenes,
    words,
    dialogueShare: words === 0 ? 0 : said / words,
    characters: most(characters, (one) => one.words),
    locations: most(locations, (one) => one.scenes),
    times: most(times, (one) => one.scenes),
  }
}
