import { draftBlocks, makePaginator, profiles } from '@coldopen/core/page'
import type { BlockDraft, Marks } from '@coldopen/core/screenplay'
import { makeDice } from '@coldopen/core/testing'

const words = (
  'rain street window silence door glass shadow engine letter river stairs radio night hand table smoke ' +
  'mirror coat station paper light corner wind garden floor bridge clock voice summer train'
).split(' ')
const names = ['ANN', 'BOB', 'CID', 'DORA (O.S.)', 'THE STRANGER'] as const

/** A script of at least so many pages, the same for the same seed: every kind of printed element, styles, pairs, numbers. */
export const longScript = (pages: number, seed: number): readonly BlockDraft[] => {
  const dice = makeDice(seed)
  const sentence = (): string => {
    const said = Array.from({ length: 4 + dice.below(14) }, () => words[dice.below(words.length)]!)
    const text = said.join(' ')
    return `${text[0]!.toUpperCase()}${text.slice(1)}${dice.pick(['.', '.', '.', '?', '!'])}`
  }
  const sentences = (most: number) =>
    Array.from({ length: 1 + dice.below(most) }, sentence).join(' ')
  const speech = (name: string, dual = false): BlockDraft[] => [
    { kind: 'character', text: name, attrs: dual ? { dual } : {} },
    ...(dice.below(4) === 0 ? [{ kind: 'parenthetical', text: '(low)' }] : []),
    { kind: 'dialogue', text: sentences(4) },
  ]
  const blocks: BlockDraft[] = []
  for (let scene = 1; ; scene += 1) {
    if (scene % 12 === 0 && pageCount(blocks) >= pages) return blocks
    const place = words[dice.below(words.length)]!.toUpperCase()
    const text = `${dice.pick(['INT.', 'EXT.', 'INT./EXT.'])} ${place} - ${dice.pick(['DAY', 'NIGHT'])}`
    blocks.push({ kind: 'scene_heading', text, attrs: { number: String(scene) } })
    blocks.push({ kind: 'action', text: sentences(6) })
    for (let turn = 2 + dice.below(8); turn > 0; turn -= 1) {
      const [one, other] = [names[turn % 5]!, names[(turn + 1) % 5]!]
      blocks.push(...speech(one))
      if (dice.below(12) === 0) blocks.push(...speech(other, true))
      if (dice.below(3) === 0)
        blocks.push({
          kind: 'action',
          text: [
            { text: `${sentence()} `, marks: {} },
            { text: sentence(), marks: dice.pick<Marks>([{ bold: true }, { italic: true }, {}]) },
          ],
        })
    }
    if (dice.below(5) === 0) blocks.push({ kind: 'transition', text: 'CUT TO:' })
  }
}

const pageCount = (blocks: readonly BlockDraft[]): number =>
  makePaginator(profiles['fd-letter']).update(draftBlocks(blocks)).length
