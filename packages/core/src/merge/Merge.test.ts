import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOf, toRuns } from '../screenplay/Run.ts'
import { makeDice } from '../testing/Dice.ts'
import { mergeBlock } from './MergeBlock.ts'
import { mergeScripts, type MergedScript, type ScriptVersion } from './MergeScripts.ts'

const kinds: Readonly<Record<string, string>> = {
  h: 'scene_heading',
  a: 'action',
  c: 'character',
  d: 'dialogue',
}
/** A script from a picture: `h INT. HOUSE / a Rain. / d It is late.`, the kind's letter and the text of each line. */
const script = (picture: string, titlePage: ScriptVersion['titlePage'] = []): ScriptVersion => ({
  titlePage,
  blocks: picture
    .split(' / ')
    .filter((line) => line !== '')
    .map((line) =>
      mergeBlock({ kind: kinds[line[0]!] ?? line[0]!, text: line.slice(2), attrs: {} }),
    ),
})
const letter = (kind: string) => Object.keys(kinds).find((key) => kinds[key] === kind) ?? kind
const picture = (merged: Pick<MergedScript, 'blocks'>): string =>
  merged.blocks.map(({ kind, text }) => `${letter(kind)} ${textOf(toRuns(text))}`).join(' / ')
const shown = ({ blocks }: ScriptVersion) =>
  blocks.map(({ kind, text }) => `${letter(kind)} ${text}`).join(' / ')
const merge = (base: string, ours: string, theirs: string) =>
  mergeScripts(script(base), script(ours), script(theirs))
const clashes = ({ conflicts }: MergedScript) =>
  conflicts.map(({ what, base, ours, theirs, kept }) => [what, base, ours, theirs, kept])

const base =
  'h INT. HOUSE / a Rain falls on the roof. / c BOB / d It is late. / h EXT. STREET / a Bob walks.'

describe('what each side did alone', () => {
  it('MERGE-1 words of one paragraph changed by both are all there', () => {
    const merged = merge(
      'a Rain falls on the old roof tonight.',
      'a Hard rain falls on the old roof tonight.',
      'a Rain falls on the old roof again.',
    )
    expect(picture(merged)).toBe('a Hard rain falls on the old roof again.')
    expect(merged.conflicts).toEqual([])
  })

  it('MERGE-2 lines added, taken out, moved and retyped', () => {
    const merged = merge(
      base,
      'h INT. HOUSE / c BOB / d It is late. / h EXT. STREET / a Bob walks. / a He sings.',
      'h EXT. STREET / a Bob walks. / h INT. HOUSE / a Rain falls on the roof. / c BOB / a It is late.',
    )
    expect(picture(merged)).toBe(
      'h EXT. STREET / a Bob walks. / a He sings. / h INT. HOUSE / c BOB / a It is late.',
    )
    expect(merged.conflicts).toEqual([])
  })

  it('MERGE-2 a line added to a scene the other moved goes with it', () => {
    const ours = base.replace('d It is late.', 'd It is late. / a Thunder.')
    const theirs =
      'h EXT. STREET / a Bob walks. / h INT. HOUSE / a Rain falls on the roof. / c BOB / d It is late.'
    const wanted = theirs.replace('d It is late.', 'd It is late. / a Thunder.')
    expect(picture(merge(base, ours, theirs))).toBe(wanted)
    expect(picture(merge(base, theirs, ours))).toBe(wanted)
  })

  it('MERGE-3 the same change by both is one change', () => {
    const both = base
      .replace('Bob walks.', 'Bob runs. / a Thunder rolls.')
      .replace('c BOB', 'c ANN')
    const merged = merge(base, both, both)
    expect(picture(merged)).toBe(both)
    expect(merged.conflicts).toEqual([])
  })

  it('MERGE-4 marks and attributes come from whoever changed them', () => {
    const line = (text: string, bold: boolean, attrs: Record<string, string>) => ({
      titlePage: [],
      blocks: [
        mergeBlock({
          kind: 'scene_heading',
          text: [
            { text: 'INT. ', marks: {} },
            { text, marks: bold ? { bold: true } : {} },
          ],
          attrs,
        }),
      ],
    })
    const merged = mergeScripts(line('HOUSE', false, {}), line('HOUSE - DAY', false, {}), {
      ...line('HOUSE', true, { number: '4' }),
    })
    expect(merged.blocks[0]).toMatchObject({
      text: [
        { text: 'INT. ', marks: {} },
        { text: 'HOUSE', marks: { bold: true } },
        { text: ' - DAY', marks: {} },
      ],
      attrs: { number: '4' },
    })
  })

  it('MERGE-5 paragraphs are known by id, and without one by what they say', () => {
    const named = (texts: Record<string, string>) => ({
      titlePage: [],
      blocks: Object.entries(texts).map(([name, text]) =>
        mergeBlock({ kind: 'action', text }, name),
      ),
    })
    const merged = mergeScripts(
      named({ p1: 'One.', p2: 'Two.' }),
      named({ p1: 'One.', p2: 'Two, and more.' }),
      named({ p2: 'Altogether new words. Two.', p1: 'One.' }),
    )
    expect(merged.blocks.map(({ text }) => textOf(toRuns(text)))).toContain(
      'Altogether new words. Two, and more.',
    )
    expect(merged.conflicts).toEqual([])
  })
})

describe('conflicts', () => {
  it('MERGE-6 both changed the same words: ours stand, theirs are told', () => {
    const merged = merge('a Rain falls here.', 'a Snow falls here.', 'a Hail falls here.')
    expect(picture(merged)).toBe('a Snow falls here.')
    expect(clashes(merged)).toEqual([['text', 'Rain', 'Snow', 'Hail', 'ours']])
  })

  it('MERGE-6 both added words in one place: both stand', () => {
    const merged = merge('a Rain.', 'a Rain. Snow.', 'a Rain. Hail.')
    expect(picture(merged)).toBe('a Rain. Snow. Hail.')
    expect(clashes(merged)).toMatchObject([['text', '', ' Snow.', ' Hail.', 'both']])
  })

  it('MERGE-7 one took out what the other edited: the edit stands', () => {
    const without = base.replace('a Rain falls on the roof. / ', '')
    const edited = base.replace('Rain falls', 'Hard rain falls')
    for (const [ours, theirs, kept] of [
      [without, edited, 'theirs'],
      [edited, without, 'ours'],
    ] as const) {
      const merged = merge(base, ours, theirs)
      expect(picture(merged)).toBe(edited)
      expect(merged.conflicts).toMatchObject([{ what: 'delete', kept, scene: 'INT. HOUSE' }])
    }
  })

  it('MERGE-8 both retyped, or both moved: ours stands', () => {
    expect(clashes(merge('a Boom.', 'd Boom.', 'c Boom.'))).toEqual([
      ['retype', 'action', 'dialogue', 'character', 'ours'],
    ])
    const merged = merge(
      'a One. / a Two. / a Three. / a Four. / a Five.',
      'a Two. / a Three. / a One. / a Four. / a Five.',
      'a Two. / a Three. / a Four. / a One. / a Five.',
    )
    expect(picture(merged)).toBe('a Two. / a Three. / a One. / a Four. / a Five.')
    expect(clashes(merged)).toEqual([['move', 'One.', 'Three.', 'Four.', 'ours']])
  })

  it('MERGE-9 title pages merge entry by entry', () => {
    const page = (entries: Record<string, string>) =>
      script(
        'a One.',
        Object.entries(entries).map(([key, text]) => ({ key, text })),
      )
    const merged = mergeScripts(
      page({ Title: 'Rain', Author: 'Ann', Contact: 'here' }),
      page({ Title: 'Hard Rain', Author: 'Ann', Contact: 'there' }),
      page({ Title: 'Rain', Author: 'Ann Lee', Contact: 'nowhere', Source: 'a dream' }),
    )
    expect(merged.titlePage).toEqual([
      { key: 'Title', text: 'Hard Rain' },
      { key: 'Author', text: 'Ann Lee' },
      { key: 'Contact', text: 'there' },
      { key: 'Source', text: 'a dream' },
    ])
    expect(clashes(merged)).toEqual([['title', 'here', 'there', 'nowhere', 'ours']])
  })
})

/** A script of words that stand nowhere else, but for the cues. */
const madeScript = (seed: number, from: number, length: number): string[] => {
  const dice = makeDice(seed)
  return Array.from({ length }, (_line, i) => {
    const word = (n: number) => `w${from}x${i}x${n}`
    const kind = dice.pick(['h', 'a', 'a', 'c', 'd', 'd'])
    if (kind === 'c') return `c ${dice.pick(['ANN', 'BOB'])}`
    return `${kind} ${Array.from({ length: 1 + dice.below(7) }, (_w, n) => word(n)).join(' ')}.`
  })
}

/** The same with a few changes; every word put in stands nowhere else. */
const changed = (lines: readonly string[], seed: number, name: string): string[] => {
  const dice = makeDice(seed)
  const now = [...lines]
  let count = 0
  const fresh = () => `${name}${seed}x${count++}`
  for (let acts = dice.below(6); acts > 0; acts -= 1) {
    const at = dice.below(now.length)
    const words = now[at]!.slice(2).split(' ')
    const act = dice.pick(['insert', 'delete', 'move', 'retype', 'edit', 'edit', 'cut'])
    if (act === 'insert') now.splice(at, 0, `${dice.pick(['a', 'd', 'h'])} ${fresh()} ${fresh()}`)
    else if (act === 'delete' && now.length > 1) now.splice(at, 1 + dice.below(2))
    else if (act === 'move') {
      const run = now.splice(at, 1 + dice.below(3))
      now.splice(dice.below(now.length + 1), 0, ...run)
    } else if (act === 'retype') now[at] = dice.pick(['a', 'd', 'c']) + now[at]!.slice(1)
    else if (act === 'edit') {
      words.splice(dice.below(words.length), dice.below(2), fresh())
      now[at] = `${now[at]![0]} ${words.join(' ')}`
    } else if (words.length > 2) {
      words.splice(dice.below(words.length - 1), 1)
      now[at] = `${now[at]![0]} ${words.join(' ')}`
    }
    if (now.length === 0) now.push('a left')
  }
  return now
}
const seeds = fc.tuple(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6))
const words = (text: string): Set<string> => new Set(text.match(/[a-z]+\d+x\d+(?:x\d+)?/gu))

describe('whatever both did', () => {
  it('MERGE-10 with one side unchanged, the other side comes out, without a conflict', () => {
    fc.assert(
      fc.property(seeds, ([a, b]) => {
        const was = madeScript(a, 0, 14)
        const now = changed(was, b, 't').join(' / ')
        for (const merged of [
          merge(was.join(' / '), was.join(' / '), now),
          merge(was.join(' / '), now, was.join(' / ')),
          merge(was.join(' / '), now, now),
        ]) {
          expect(picture(merged)).toBe(shown(script(now)))
          expect(merged.conflicts).toEqual([])
        }
      }),
      { numRuns: 400 },
    )
  })

  it('MERGE-11 every word either side wrote, and every word both left, is in the result or in a conflict', () => {
    fc.assert(
      fc.property(seeds, ([a, b, c]) => {
        const was = madeScript(a, 0, 12)
        const [ours, theirs] = [changed(was, b, 'o').join(' / '), changed(was, c, 't').join(' / ')]
        const merged = merge(was.join(' / '), ours, theirs)
        const said = words(`${picture(merged)} ${JSON.stringify(merged.conflicts)}`)
        const [before, mine, their] = [words(was.join(' ')), words(ours), words(theirs)]
        const expected = [...mine, ...their].filter(
          (word) => !before.has(word) || (mine.has(word) && their.has(word)),
        )
        expect(expected.filter((word) => !said.has(word))).toEqual([])
      }),
      { numRuns: 600 },
    )
  })

  it('MERGE-12 changes in different parts are both there, whichever side made which', () => {
    fc.assert(
      fc.property(seeds, ([a, b, c]) => {
        const [first, second] = [madeScript(a, 0, 8), madeScript(a + 1, 1, 8)]
        const wall = ['h wall0x0', 'a wall1x1']
        const [mine, their] = [changed(first, b, 'o'), changed(second, c, 't')]
        const all = (...parts: readonly (readonly string[])[]) => parts.flat().join(' / ')
        const was = all(first, wall, second)
        const [ours, theirs] = [all(mine, wall, second), all(first, wall, their)]
        const wanted = shown(script(all(mine, wall, their)))
        for (const merged of [merge(was, ours, theirs), merge(was, theirs, ours)]) {
          expect(picture(merged)).toBe(wanted)
          expect(merged.conflicts).toEqual([])
        }
      }),
      { numRuns: 400 },
    )
  })
})
