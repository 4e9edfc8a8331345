import * as fc from 'fast-check'
import type { BlockDraft } from '../screenplay/Block.ts'

const words = [
  'rain',
  'INT. X',
  'BOB',
  'é',
  '😀',
  'CUT TO:',
  'he *said*',
  'a_b_c',
  '\\',
  '#1',
  '^',
  '(x)',
]

/** Words that Fountain would read as something else, put together without white space at the ends. */
const line = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(' '))

/** First characters that are signs of Fountain. */
const risky = fc
  .tuple(fc.constantFrom('', '', '.', '@', '~', '> ', '# ', '= ', '===', '[', '*', '_'), line)
  .map(([sign, text]) => sign + text)

const lines = fc.array(risky, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n'))

const styled = (text: fc.Arbitrary<string>): fc.Arbitrary<BlockDraft['text']> =>
  fc.oneof(
    text,
    fc.tuple(text, fc.constantFrom('bold', 'italic', 'underline')).map(([before, mark]) => [
      { text: `${before} `, marks: {} },
      { text: 'loud', marks: { [mark]: true } },
      { text: ' end', marks: {} },
    ]),
  )

const draft = (
  kind: string,
  text: fc.Arbitrary<BlockDraft['text']>,
  attrs: fc.Arbitrary<BlockDraft['attrs']> = fc.constant({}),
): fc.Arbitrary<BlockDraft[]> =>
  fc.tuple(text, attrs).map(([text, attrs]) => [{ kind, text, attrs: attrs ?? {} }])

const heading = draft(
  'scene_heading',
  styled(fc.tuple(fc.constantFrom('INT. ', 'ext ', '', 'I/E. '), line).map((all) => all.join('A'))),
  fc.constantFrom({}, { number: '12A' }, { number: 'I-1.' }),
)

const name = fc.constantFrom('BOB', 'McX', 'МАША', 'MOM (on the radio)', '23', '陳', 'TITLE:')
const cue = draft('character', name, fc.constantFrom({}, { dual: true }))
const parenthetical = draft('parenthetical', fc.constantFrom('(beat)', '(a\nb)', '()'))
const dialogue = draft('dialogue', styled(lines))
const sung = draft('lyrics', lines)

/** A cue with what is said, no two passages of a kind in a row: Fountain reads those as one. */
const speech = fc
  .tuple(
    cue,
    fc.option(parenthetical, { nil: [] }),
    dialogue,
    fc.option(parenthetical, { nil: [] }),
  )
  .map((parts) => parts.flat())

const item = fc.oneof(
  heading,
  speech,
  fc.tuple(cue, sung).map((parts) => parts.flat()),
  draft('action', styled(fc.oneof(lines, fc.constantFrom('Title: x', '  indented', 'FADE IN:')))),
  draft('transition', fc.constantFrom('CUT TO:', 'Burn to white.', 'FADE OUT.')),
  draft('centered', lines),
  draft('shot', line),
  draft('section', line, fc.constantFrom({ level: 1 }, { level: 3 })),
  draft('synopsis', line),
  draft('note', lines),
  draft('boneyard', fc.constantFrom('cut', ' a\n\nb ', '/* in */ x')),
  draft('page_break', fc.constant('')),
)

/** Scripts that Fountain can say in full: blocks that come back as they are when they are written and read. */
export const fountainBlocks: fc.Arbitrary<BlockDraft[]> = fc
  .array(item, { maxLength: 8 })
  .map((parts) => parts.flat())

const soupLines = [
  'INT. HOUSE - DAY',
  'ext. yard #1a#',
  'BOB',
  'STEEL ^',
  'MOM (O.S.)',
  '@McX',
  'Hello there.',
  '(beat)',
  '(a',
  'b)',
  '  ',
  '   ',
  '',
  '',
  '',
  '',
  '> CUT',
  'CUT TO:',
  'CUT TO: ',
  '> MID <',
  '>x',
  '===',
  '# Act',
  '#tag',
  '= syn',
  '=x',
  '~ la',
  '~lu',
  '!BANG',
  '!!SHOT',
  '!',
  '.HEAD',
  '...no',
  '.',
  '[[note]]',
  '[[no',
  'te]]',
  '/* bone */',
  '/*',
  '*/',
  'a /* b',
  'c */ d',
  'x [[in]] y',
  '*it* **bo** _un_',
  '*no',
  '\\*esc\\*',
  'Title: X',
  'Author: Y',
  '    indent',
  '\tTab',
  'FADE IN:',
  'Key: val',
  '23',
  'INT. A: B',
  '~',
  '==',
  '#',
  '@',
  '>',
  '<',
  '^',
  'A ^ B',
  '(x) y',
  '1\\*',
  '[[a]] [[b]]',
  '[[]]',
  '/**/',
  'é',
  '😀 X',
  '   INDENT',
  'BOB [[n]]',
  '/* a /* b */',
  'TITLE:',
  '\\(x)',
  'trail  ',
  'A\r',
  '\r',
  '\\[[x]]',
  '[[[x]]]',
]

/** Lines of Fountain in any order, right or wrong. */
export const fountainSoup: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...soupLines), { maxLength: 12 })
  .map((all) => all.join('\n'))
