import { Result } from 'effect'
import { describe, expect, it } from 'vitest'
import { draftBlocks } from '../DraftBlocks.ts'
import { readFountain } from '../fountain/Fountain.ts'
import { profiles } from './PageProfile.ts'
import { statisticsOf } from './Statistics.ts'

const of = (fountain: string) =>
  statisticsOf(draftBlocks(Result.getOrThrow(readFountain(fountain)).blocks), profiles['fd-letter'])

const script = `# Act one

INT. HOUSE - KITCHEN - DAY

Rain [[a lot of it]] falls.

BOB
(low)
It rains again.

ANN (O.S.)
Bob?

BOB (CONT'D)
Yes.

EXT. HOUSE - NIGHT

ANN
Bob! Come in.

INT./EXT. CAR - NIGHT

He drives.
`

describe('what a script is made of', () => {
  it('STAT-1 pages, scenes, words and how many of them are spoken', () => {
    expect(of(script)).toMatchObject({ pages: 1, scenes: 3, words: 31 })
    expect(of(script).dialogueShare).toBeCloseTo(8 / 31)
    expect(of('')).toEqual({
      pages: 0,
      scenes: 0,
      words: 0,
      dialogueShare: 0,
      characters: [],
      locations: [],
      times: [],
    })
  })

  it('STAT-2 who speaks, without extensions, and in how many scenes', () => {
    expect(of(script).characters).toEqual([
      { name: 'ANN', speeches: 2, words: 4, scenes: 2 },
      { name: 'BOB', speeches: 2, words: 4, scenes: 1 },
    ])
  })

  it('STAT-3 scenes and lines of each place, inside and outside, and times of day', () => {
    expect(of(script).locations).toEqual([
      { name: 'HOUSE', scenes: 2, interior: 1, exterior: 1, lines: 19 },
      { name: 'CAR', scenes: 1, interior: 1, exterior: 1, lines: 5 },
    ])
    expect(of(script).times).toEqual([
      { name: 'NIGHT', scenes: 2 },
      { name: 'DAY', scenes: 1 },
    ])
  })
})
