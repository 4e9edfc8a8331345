import { describe, expect, it } from 'vitest'
import { script } from '../testing/ScriptPicture.ts'
import { scriptCount } from './ScriptCount.ts'

describe('size of a script', () => {
  it('EDIT-23 counts words, and pages as lines through 54', () => {
    expect(
      scriptCount(script(['heading: INT. HOUSE - DAY', 'action: Rain – and wind.']).doc),
    ).toEqual({
      words: 6,
      pages: 1,
    })
    const long = Array.from({ length: 135 }, () => 'action: One line.')
    expect(scriptCount(script(long).doc)).toEqual({ words: 270, pages: 5 })
  })
})
