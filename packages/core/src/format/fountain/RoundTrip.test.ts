import { Result } from 'effect'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BlockDraft, readScript } from '../../screenplay/Block.ts'
import { toRuns } from '../../screenplay/Run.ts'
import { makeDice } from '../../testing/Dice.ts'
import { fountainBlocks, fountainSoup } from '../../testing/FountainArbitrary.ts'
import { randomEdit } from '../../testing/ScriptEdits.ts'
import { replica, scriptDoc } from '../../testing/ScriptPicture.ts'
import { type Fountain, readFountain, writeFountain } from './Fountain.ts'
import { readScriptFountain } from './ScriptFountain.ts'

const read = (text: string): Fountain => Result.getOrThrow(readFountain(text))

const comparable = (blocks: readonly BlockDraft[]): unknown =>
  blocks.map(({ kind, text, attrs }) => {
    const { number = null, dual = null, level = null } = attrs ?? {}
    return { kind, runs: toRuns(text), number, dual, level }
  })

/** The words of blocks; what a reader adds or takes by the rules left out: parentheses, scene numbers, white space. */
const words = (blocks: readonly BlockDraft[]): string =>
  blocks
    .flatMap(({ text }) => toRuns(text).map((run) => run.text))
    .join('')
    .replaceAll(/#1#|[()\s]/g, '')

describe('round trips', () => {
  it('FTN-21 any text comes back as it was, but for an unclosed boneyard', () => {
    let exact = 0
    fc.assert(
      fc.property(fountainSoup, (text) => {
        const fountain = read(text)
        if (fountain.problems.some(({ code }) => code === 'unclosed-boneyard')) return
        exact++
        expect(writeFountain(fountain)).toBe(text)
      }),
      { numRuns: 3000 },
    )
    expect(exact).toBeGreaterThan(2000)
  })

  it('FTN-21 line ends, byte order mark, trailing blanks and end', () => {
    for (const text of [
      '',
      '\n\n',
      '\uFEFFINT. A\r\n\r\nRain.\r\n',
      'INT. A\rRain.\r',
      'INT. A\r\n\nRain.\r\n',
      'Title: A',
      'Title: A\n\n\n\nRain.   \n   \n\n',
    ])
      expect(writeFountain(read(text))).toBe(text)
    expect(writeFountain(read('a /* b'))).toBe('a /\\* b')
  })

  it('FTN-21 a remembered form that says anything else is not used', () => {
    const titlePage = [{ key: 'Title', text: 'A' }]
    const blocks = [{ kind: 'action', text: 'Rain.', attrs: { src: 'Rain.\n\nMore.', gap: 'x\n' } }]
    const form = { lead: 'Not blank.\n', title: 'Title: A\n\nMore.', end: '\n' }
    expect(writeFountain({ titlePage, blocks, form })).toBe('Title: A\n\nRain.\n')
  })

  it('FTN-22 blocks that Fountain can say come back as they were', () => {
    fc.assert(
      fc.property(fountainBlocks, (blocks) => {
        const text = writeFountain({ titlePage: [], blocks, form: {} })
        expect(comparable(read(text).blocks), text).toEqual(comparable(blocks))
      }),
      { numRuns: 1000 },
    )
  })

  for (const seed of [1, 2, 3, 4])
    it(`FTN-23 edited scripts lose no text and settle at once, seed ${seed}`, () => {
      const dice = makeDice(seed)
      const picture =
        'a0 FADE IN: / h1 INT. HUT - NIGHT / c1 MIRA / d1 Who is *there*? / h2 EXT. GORGE / a2 Gone.'
      for (let run = 0; run < 10; run++) {
        const script = replica(scriptDoc(picture), 2, 'A')
        for (let step = 0; step < 30; step++) {
          randomEdit(script, dice)
          const text = readScriptFountain(script.doc)
          const again = read(text)
          const drafts = readScript(script.doc).map((block) => ({ ...block, text: block.runs }))
          expect(words(again.blocks), text).toBe(words(drafts))
          expect(writeFountain(again)).toBe(text)
        }
      }
    })

  it('FTN-24 what Fountain cannot say, and empty blocks', () => {
    const write = (...blocks: readonly (readonly [string, string])[]): string =>
      writeFountain({
        titlePage: [],
        blocks: blocks.map(([kind, text]) => ({ kind, text })),
        form: {},
      })
    expect(write(['dialogue', 'No cue.'])).toBe('No cue.\n')
    expect(write(['hologram', 'BOB'], ['page_break', 'Kept.'])).toBe('BOB\n\nKept.\n')
    expect(write(['action', 'A'], ['action', ''], ['action', 'B'])).toBe('A\n\n\nB\n')
    expect(write(['character', 'BOB'], ['action', 'Rain.'])).toBe('@BOB\n\nRain.\n')
    expect(write(['act_break', 'ACT ONE'], ['general', 'note'])).toBe('> ACT ONE <\n\nnote\n')
    expect(write(['action', 'Title: A'])).toBe('!Title: A\n')
    expect(
      writeFountain({
        titlePage: [],
        blocks: [{ kind: 'scene_heading', text: 'INT. A', attrs: { number: '1 A' } }],
        form: {},
      }),
    ).toBe('INT. A #1 A#\n')
    expect(write(['scene_heading', 'KITCHEN'], ['shot', 'CLOSE'])).toBe('.KITCHEN\n\n!!CLOSE\n')
  })
})
