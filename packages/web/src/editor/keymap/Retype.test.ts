import { describe, expect, it } from 'vitest'
import { elementKinds, shownText } from '../elements/ElementKind.ts'
import { after } from '../testing/ScriptPicture.ts'
import { elementDigit } from './ElementFlow.ts'
import { retypeTo } from './Retype.ts'

describe('choosing an element', () => {
  it('EDIT-13 changes the element at the caret and leaves its text', () => {
    for (const kind of elementKinds.filter((one) => one !== 'parenthetical'))
      expect(after(['action: Wo|rds'], retypeTo(kind))?.[0]).toMatch(/: Wo\|rds$/)
  })

  it('EDIT-13 changes every element a selection touches', () => {
    expect(
      after(['action: a|b', 'cue: c', 'action: d|e', 'action: f'], retypeTo('dialogue')),
    ).toEqual(['dialogue: a|b', 'dialogue: c', 'dialogue: d|e', 'action: f'])
  })

  it('EDIT-13 a parenthetical gets its parentheses, and loses them when it becomes another element', () => {
    expect(after(['dialogue: softly|'], retypeTo('parenthetical'))).toEqual([
      'parenthetical: (softly|)',
    ])
    expect(after(['dialogue: |'], retypeTo('parenthetical'))).toEqual(['parenthetical: (|)'])
    expect(after(['dialogue: (softly)|'], retypeTo('parenthetical'))).toEqual([
      'parenthetical: (softly)|',
    ])
    expect(after(['parenthetical: (so|ftly)'], retypeTo('dialogue'))).toEqual(['dialogue: so|ftly'])
    expect(after(['parenthetical: so|ftly'], retypeTo('action'))).toEqual(['action: so|ftly'])
  })

  it('EDIT-13 has a digit for every element, as in Final Draft', () => {
    expect(elementDigit).toEqual({
      act_break: 9,
      general: 0,
      scene_heading: 1,
      action: 2,
      character: 3,
      parenthetical: 4,
      dialogue: 5,
      transition: 6,
      shot: 7,
    })
  })

  it('EDIT-22 capitals are only shown: headings, cues, transitions, shots; the text stays as typed', () => {
    expect(shownText('scene_heading', 'int. straße')).toBe('INT. STRASSE')
    expect(shownText('dialogue', 'Yes.')).toBe('Yes.')
    expect(after(['cue: Mary|'], retypeTo('dialogue'))).toEqual(['dialogue: Mary|'])
  })
})
