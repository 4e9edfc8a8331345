import { describe, expect, it } from 'vitest'
import { script } from '../testing/ScriptPicture.ts'
import { wordCount } from './WordCount.ts'

describe('size of a script', () => {
  it('EDIT-23 counts words', () => {
    const short = ['heading: INT. HOUSE - DAY', 'action: Rain – and wind.']
    expect(wordCount(script(short).doc)).toBe(6)
    const long = Array.from({ length: 135 }, () => 'action: One line.')
    expect(wordCount(script(long).doc)).toBe(270)
  })
})
