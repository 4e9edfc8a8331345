import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEmphasis } from './Emphasis.ts'
import { expressible, writeEmphasis } from './EmphasisWriter.ts'
import { joinRuns, type Run, textOf } from './Run.ts'
import { findSpans } from './Span.ts'

const read = (text: string): string =>
  parseEmphasis(text, findSpans(text).spans)
    .map((run) => (run.style === 0 ? run.text : `<${styleName(run.style)}:${run.text}>`))
    .join('')

const styleName = (style: number): string =>
  [style & 1 ? 'b' : '', style & 2 ? 'i' : '', style & 4 ? 'u' : ''].join('')

const cases: readonly (readonly [string, string])[] = [
  ['*italics*', '<i:italics>'],
  ['**bold**', '<b:bold>'],
  ['***bold italics***', '<bi:bold italics>'],
  ['_underline_', '<u:underline>'],
  [
    'AWAY.  _Steel’s face FILLS the *Leupold Mark 4* scope_.',
    'AWAY.  <u:Steel’s face FILLS the ><iu:Leupold Mark 4><u: scope>.',
  ],
  ['keypad: **\\*9765\\***', 'keypad: <b:*9765*>'],
  [
    'He dialed *69 and then *23, and then hung up.',
    'He dialed *69 and then *23, and then hung up.',
  ],
  ['He dialed *69 and then 23*, and', 'He dialed <i:69 and then 23>, and'],
  ['He dialed ***69 and then 23***, and', 'He dialed <bi:69 and then 23>, and'],
  ['He dialed _69 and then 23 _, and', 'He dialed _69 and then 23 _, and'],
  ['He dialed *69 and then 23\\*, and', 'He dialed *69 and then 23*, and'],
  ['share *a look.', 'share *a look.'],
  ['**bold *and italic* bold**', '<b:bold ><bi:and italic><b: bold>'],
  ['*a**b*', '<i:a**b>'],
  ['***a** b*', '<bi:a><i: b>'],
  ['un_believ_able', 'un<u:believ>able'],
  ['Name: ______', 'Name: ______'],
  ['*****', '*****'],
  ['C:\\dir\\\\x', 'C:\\dir\\\\x'],
  ['\\\\*a*', '\\<i:a>'],
  ['*a [[no *b]] c*', '<i:a [[no *b]] c>'],
  ['a /* *b* */ *c*', 'a /* *b* */ <i:c>'],
  ['Escape\\_escape\\*escape', 'Escape_escape*escape'],
]

describe('emphasis', () => {
  for (const [source, expected] of cases) {
    it(`FTN-12 ${source}`, () => {
      expect(read(source)).toBe(expected)
    })
  }

  const pieces = ['a', 'b ', ' ', '*', '_', '\\', '/', '[[', ']]', '/*', '*/', '**', 'é', '😀', '.']
  const runs = fc
    .array(
      fc.record({
        text: fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map((all) => all.join('')),
        style: fc.nat(7),
      }),
      { maxLength: 6 },
    )
    .map((all) => joinRuns(all))

  it('FTN-12 what is written is read back: always the text, and the styles Fountain can say', () => {
    let kept = 0
    let total = 0
    fc.assert(
      fc.property(runs, (wanted: Run[]) => {
        const text = textOf(wanted)
        const { spans } = findSpans(text)
        const written = writeEmphasis(wanted)
        const back = parseEmphasis(written, findSpans(written).spans)
        expect(textOf(back)).toBe(text)
        total++
        if (JSON.stringify(back) === JSON.stringify(expressible(wanted, text, spans))) kept++
      }),
      { numRuns: 2000 },
    )
    expect(kept / total).toBeGreaterThan(0.6)
  })

  it('FTN-12 long lines of signs take time in proportion', () => {
    const hostile = '*a_b'.repeat(50_000)
    expect(textOf(parseEmphasis(hostile, []))).toContain('a')
  })
})
