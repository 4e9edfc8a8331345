import type { BlockKind } from '../../screenplay/BlockKind.ts'

/** The kinds that take space on a page; sections, synopses, notes and boneyards are not printed. */
export type PrintedKind = Exclude<
  BlockKind,
  'section' | 'synopsis' | 'note' | 'boneyard' | 'page_break'
>

/** How one element stands on the page. */
export interface ElementShape {
  /** Inches from the left edge of the paper. */
  readonly left: number
  /** Columns of ten to the inch. */
  readonly columns: number
  /** Blank lines before it, dropped at the top of a page. */
  readonly before: number
  readonly align: 'left' | 'right' | 'centre'
  readonly capitals: boolean
  /** It begins a page of its own. */
  readonly newPage: boolean
}

/** Paper, lines and columns by which a tool breaks pages; tools differ, so each set has a name. */
export interface PageProfile {
  readonly name: ProfileName
  /** What the profile follows, for people. */
  readonly title: string
  /** Inches. */
  readonly paper: { readonly width: number; readonly height: number; readonly top: number }
  /** Lines of text on a full page, six to the inch. */
  readonly lines: number
  readonly shapes: Readonly<Record<PrintedKind, ElementShape>>
  /** The columns of dual dialogue: their left edges in inches, and their width in columns. */
  readonly dual: { readonly left: readonly [number, number]; readonly columns: number }
  /** Whether a speaker who goes on after action is marked (CONT'D). */
  readonly continueds: boolean
  /** Whether blank lines a Fountain file has beyond the usual are kept. */
  readonly keepGaps: boolean
}

export const profileNames = ['fd-letter', 'fd-a4', 'fountain-55'] as const
export type ProfileName = (typeof profileNames)[number]

const shape = (left: number, columns: number, before: number): ElementShape => ({
  left,
  columns,
  before,
  align: 'left',
  capitals: false,
  newPage: false,
})

interface Geometry {
  /** Left edge and columns of what runs over the whole width. */
  readonly wide: readonly [left: number, columns: number]
  readonly character: readonly [left: number, columns: number]
  readonly parenthetical: readonly [left: number, columns: number]
  readonly dialogue: readonly [left: number, columns: number]
  readonly transition: readonly [left: number, columns: number]
  /** Blank lines before a scene heading. */
  readonly heading: number
  /** An act begins on a new page. */
  readonly actPage: boolean
}

const shapes = (geometry: Geometry): Record<PrintedKind, ElementShape> => {
  const [left, columns] = geometry.wide
  const wide = (before: number) => shape(left, columns, before)
  return {
    scene_heading: { ...wide(geometry.heading), capitals: true },
    shot: { ...wide(1), capitals: true },
    action: wide(1),
    general: wide(0),
    centered: { ...wide(1), align: 'centre' },
    act_break: { ...wide(1), align: 'centre', capitals: true, newPage: geometry.actPage },
    character: { ...shape(...geometry.character, 1), capitals: true },
    parenthetical: shape(...geometry.parenthetical, 0),
    dialogue: shape(...geometry.dialogue, 0),
    lyrics: shape(...geometry.dialogue, 0),
    transition: { ...shape(...geometry.transition, 1), align: 'right', capitals: true },
  }
}

const letter = { width: 8.5, height: 11, top: 1 }
const a4 = { width: 8.27, height: 11.69, top: 75 / 72 }

/**
 * Final Draft 12 and 13: `ElementSettings` and `PageLayout` of their own files, US Letter and A4; Fountain: the
 * columns and the 55 lines that afterwriting and its descendants use.
 */
export const profiles: Readonly<Record<ProfileName, PageProfile>> = {
  'fd-letter': {
    name: 'fd-letter',
    title: 'Final Draft, US Letter',
    paper: letter,
    lines: 54,
    shapes: shapes({
      wide: [1.5, 60],
      character: [3.5, 37],
      parenthetical: [3, 25],
      dialogue: [2.5, 35],
      transition: [5.5, 16],
      heading: 2,
      actPage: false,
    }),
    dual: { left: [1.5, 4.75], columns: 28 },
    continueds: true,
    keepGaps: false,
  },
  'fd-a4': {
    name: 'fd-a4',
    title: 'Final Draft, A4',
    paper: a4,
    lines: 58,
    shapes: shapes({
      wide: [1.25, 60],
      character: [3.75, 35],
      parenthetical: [3.25, 20],
      dialogue: [2.56, 36],
      transition: [5.25, 15],
      heading: 2,
      actPage: true,
    }),
    dual: { left: [1.25, 4.5], columns: 28 },
    continueds: true,
    keepGaps: false,
  },
  'fountain-55': {
    name: 'fountain-55',
    title: 'Fountain, US Letter, 55 lines',
    paper: letter,
    lines: 55,
    shapes: shapes({
      wide: [1.5, 61],
      character: [3.5, 33],
      parenthetical: [3, 26],
      dialogue: [2.5, 36],
      transition: [5.5, 16],
      heading: 1,
      actPage: false,
    }),
    dual: { left: [1.5, 4.75], columns: 28 },
    continueds: false,
    keepGaps: true,
  },
}
