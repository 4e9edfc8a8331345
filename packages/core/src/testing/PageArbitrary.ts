import * as fc from 'fast-check'
import type { BlockId } from '../id/Id.ts'
import type { Block } from '../screenplay/Block.ts'

let made = 0
/** A block of a script that is in no document. */
export const pageBlock = (kind: string, text: string, attrs: Block['attrs'] = {}): Block => ({
  id: `b${(made += 1)}` as BlockId,
  kind,
  runs: [{ text, marks: {} }],
  text,
  attrs,
})
const word = fc.constantFrom('rain', 'falls', 'hard—', 'well-known', 'é', '雨', '😀', 'Mr.')
const sentence = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 12 }), fc.constantFrom('.', '?', '!”', '…'))
  .map(([words, end]) => words.join(' ') + end)
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 14 }).map((all) => all.join(' '))
const short = fc.constantFrom('INT. HOUSE - DAY', 'BOB', 'ANN (V.O.)', 'CUT TO:', 'THE END')
const one = (kind: string, text: fc.Arbitrary<string>) =>
  text.map((said) => [pageBlock(kind, said)])
const speech = fc
  .tuple(
    short,
    fc.array(fc.tuple(fc.boolean(), paragraph), { minLength: 1, maxLength: 3 }),
    fc.boolean(),
  )
  .map(([name, parts, dual]) => [
    pageBlock('character', name, dual ? { dual: true } : {}),
    ...parts.flatMap(([beat, said]) => [
      ...(beat ? [pageBlock('parenthetical', '(beat)')] : []),
      pageBlock('dialogue', said),
    ]),
  ])
/** A few blocks that belong together: a speech, a paragraph, a heading. */
export const pagePassage = fc.oneof(
  { weight: 2, arbitrary: one('scene_heading', short) },
  { weight: 6, arbitrary: one('action', paragraph) },
  { weight: 8, arbitrary: speech },
  { weight: 1, arbitrary: one('transition', short) },
  { weight: 1, arbitrary: one('centered', short) },
  { weight: 1, arbitrary: one('shot', short) },
  { weight: 1, arbitrary: one('note', paragraph) },
  { weight: 1, arbitrary: one('page_break', fc.constant('')) },
)
/** Scripts of many pages, with everything that breaks them. */
export const pageScript = fc
  .array(pagePassage, { minLength: 1, maxLength: 60 })
  .map((parts) => parts.flat())
