import { describe, expect, it } from 'vitest'
import type { EditorState } from 'prosemirror-state'
import { picture, script } from '../testing/ScriptPicture.ts'
import { isSceneIntro } from './HeadingRule.ts'
import { isTransition } from './TransitionRule.ts'
import { takeBack, typedRules, typedTransaction } from './typedRules.ts'

const type = (state: EditorState, text: string): EditorState => {
  let now = state
  for (const character of text) {
    const { from, to } = now.selection
    now = now.apply(
      typedTransaction(now, from, to, character) ?? now.tr.insertText(character, from, to),
    )
  }
  return now
}

const typed = (line: string, text: string): readonly string[] =>
  picture(type(script([line], [typedRules()]), text))

describe('elements recognised while typing', () => {
  it.each(['INT.', 'ext.', 'EST.', 'I/E.', 'INT./EXT.', 'int/ext.', 'EXT '])(
    'EDIT-7 %j at the start of an element makes it a scene heading',
    (intro) => {
      expect(typed('action: |', `${intro}house`)).toEqual([`heading: ${intro}house|`])
    },
  )

  it('EDIT-7 words that only begin like an intro stay what they are', () => {
    for (const word of ['INTERCOM', 'Int ', 'extra.', 'est ', 'INTO.'])
      expect(typed('action: |', word)).toEqual([`action: ${word}|`])
  })

  it('EDIT-7 an intro in front of a written line takes the line with it', () => {
    expect(typed('action: | kitchen', 'INT.')).toEqual(['heading: INT.| kitchen'])
    expect(isSceneIntro('She says INT.')).toBe(false)
  })

  it('EDIT-7 Backspace right after takes only the change of element back', () => {
    const state = type(script(['action: |'], [typedRules()]), 'INT.')
    let back: EditorState | null = null
    expect(takeBack(state, (tr) => (back = state.apply(tr)))).toBe(true)
    expect(picture(back ?? state)).toEqual(['action: INT.|'])
    expect(takeBack(type(state, ' '))).toBe(false)
  })

  it('EDIT-8 ( in an empty dialogue or cue makes a parenthetical around the caret', () => {
    expect(typed('dialogue: |', '(')).toEqual(['parenthetical: (|)'])
    expect(typed('cue: |', '(beat')).toEqual(['parenthetical: (beat|)'])
    expect(typed('dialogue: Well|', '(')).toEqual(['dialogue: Well(|'])
    expect(typed('action: |', '(')).toEqual(['action: (|'])
  })

  it('EDIT-8 ) is typed over the one that is there', () => {
    expect(typed('parenthetical: (beat|)', ')')).toEqual(['parenthetical: (beat)|'])
    expect(typed('parenthetical: (be|at)', ')')).toEqual(['parenthetical: (be)|at)'])
  })

  it.each(['CUT TO:', 'SMASH CUT TO:', 'FADE OUT.', 'FADE TO BLACK.', 'ÜBERBLENDUNG TO:'])(
    'EDIT-9 %j becomes a transition with its last character',
    (line) => {
      expect(typed('action: |', line)).toEqual([`transition: ${line}|`])
    },
  )

  it('EDIT-9 only in capitals, only at the end of an action', () => {
    expect(typed('action: |', 'cut to:')).toEqual(['action: cut to:|'])
    expect(typed('dialogue: |', 'CUT TO:')).toEqual(['dialogue: CUT TO:|'])
    expect(typed('action: CUT TO| now', ':')).toEqual(['action: CUT TO:| now'])
    expect(isTransition('TO:')).toBe(true)
    expect(isTransition('1234 TO')).toBe(false)
  })

  it.each([
    ['action: |', '## Act', 'section: Act|'],
    ['heading: |', '# Act', 'section: Act|'],
    ['action: |', '= What', 'synopsis: What|'],
    ['action: |', '#1', 'action: #1|'],
    ['dialogue: |', '# x', 'dialogue: # x|'],
    ['action: a|', '# x', 'action: a# x|'],
  ])('EDIT-53 %s with %j typed is %s', (line, text, expected) => {
    expect(typed(line, text)).toEqual([expected])
  })

  it('EDIT-53 as many signs, as deep', () => {
    const state = type(script(['action: |'], [typedRules()]), '### ')
    expect(state.doc.child(0).child(0).attrs.attrs).toEqual({ level: 3 })
  })
})
