import { describe, expect, it } from 'vitest'
import { draftBlocks } from '../DraftBlocks.ts'
import { numberScenes } from './NumberScenes.ts'

const numbered = (...numbers: readonly (string | null)[]) =>
  numberScenes(
    draftBlocks([
      { kind: 'action', text: 'Rain.' },
      ...numbers.map((number) => ({
        kind: 'scene_heading',
        text: 'INT. HOUSE',
        attrs: number === null ? {} : { number },
      })),
    ]),
  ).flatMap(({ attrs }) => attrs['number'] ?? [])

describe('scene numbers of a printed script', () => {
  it('PDF-8 count the scenes of a script that has none', () => {
    expect(numbered(null, null, null)).toEqual(['1', '2', '3'])
  })

  it('PDF-8 stay where the script has them, and letters stand for scenes in between', () => {
    expect(numbered(null, null, '1', null, '1B', null, null, '2')).toEqual([
      'A1',
      'B1',
      '1',
      '1A',
      '1B',
      '1C',
      '1D',
      '2',
    ])
    expect(numbered('1', ...Array.from({ length: 28 }, () => null)).slice(-3)).toEqual([
      '1AB',
      '1AC',
      '1AD',
    ])
    expect(numbered('1', null, '1A')).toEqual(['1', 'A1A', '1A'])
  })
})
