import * as fc from 'fast-check'
import { type BlockDraft } from '../screenplay/Block.ts'
import { blockKinds } from '../screenplay/BlockKind.ts'
import type { Run } from '../screenplay/Run.ts'

const words = [
  'rain',
  ' night',
  'Z',
  '😀',
  '👩‍👧',
  'é',
  '…',
  '\n',
  'INT. ',
  ' - DAY',
  '(beat)',
] as const

/** Text as writers type it: words, emoji, joined emoji, line breaks; never half a surrogate pair. */
export const scriptText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...words), { maxLength: 6 })
  .map((parts) => parts.join(''))

/** Known kinds, headings often, and kinds of a newer version. */
export const scriptKind: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: fc.constant('scene_heading') },
  { weight: 5, arbitrary: fc.constantFrom(...blockKinds) },
  { weight: 1, arbitrary: fc.constantFrom('hologram', 'cast_list') },
)

const scriptMarks: fc.Arbitrary<Run['marks']> = fc.constantFrom(
  {},
  {},
  { bold: true },
  { italic: true, underline: true },
  { comment: { id: 7, tags: ['a'] } },
)

export const scriptRuns: fc.Arbitrary<Run[]> = fc.array(
  fc.record({ text: scriptText, marks: scriptMarks }),
  { maxLength: 3 },
)

export const blockDraft: fc.Arbitrary<BlockDraft> = fc.record(
  {
    kind: scriptKind,
    text: fc.oneof(scriptText, scriptRuns),
    attrs: fc.constantFrom({}, { number: '12A' }, { dual: true, depth: 2, colour: null }),
  },
  { requiredKeys: ['kind', 'text'] },
)

/** A whole script, from none to a few scenes. */
export const scriptDrafts: fc.Arbitrary<BlockDraft[]> = fc.array(blockDraft, { maxLength: 16 })

/** What a writer may do with a script. Numbers choose a block or an offset out of what is there at the time. */
export interface ScriptAct {
  readonly what:
    | 'type'
    | 'erase'
    | 'format'
    | 'insert'
    | 'split'
    | 'join'
    | 'retype'
    | 'hide'
    | 'restore'
    | 'number'
    | 'moveScene'
    | 'rearrange'
    | 'undo'
    | 'redo'
  readonly block: number
  readonly target: number
  readonly from: number
  readonly to: number
  readonly draft: BlockDraft
}

const weights: readonly (readonly [number, ScriptAct['what']])[] = [
  [26, 'type'],
  [8, 'erase'],
  [5, 'format'],
  [6, 'insert'],
  [10, 'split'],
  [8, 'join'],
  [8, 'retype'],
  [5, 'hide'],
  [4, 'restore'],
  [2, 'number'],
  [7, 'moveScene'],
  [4, 'rearrange'],
  [8, 'undo'],
  [5, 'redo'],
]

export const scriptAct: fc.Arbitrary<ScriptAct> = fc.record({
  what: fc.oneof(...weights.map(([weight, what]) => ({ weight, arbitrary: fc.constant(what) }))),
  block: fc.nat(999),
  target: fc.nat(999),
  from: fc.nat(40),
  to: fc.nat(40),
  draft: blockDraft,
})
