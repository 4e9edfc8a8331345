import { describe, expect, it } from 'vitest'
import { after, ids, script } from '../testing/ScriptPicture.ts'
import { backspaceKey, deleteKey } from './JoinKeys.ts'

describe('Backspace at the start of an element', () => {
  it('EDIT-6 joins and keeps the kind of the first', () => {
    expect(after(['cue: MARY', 'dialogue: |Hello'], backspaceKey)).toEqual(['cue: MARY|Hello'])
  })

  it('EDIT-6 removes an empty element', () => {
    expect(after(['cue: MARY', 'dialogue: |'], backspaceKey)).toEqual(['cue: MARY|'])
  })

  it('EDIT-6 removes an empty element before it and keeps its own kind and id', () => {
    expect(after(['action:', 'cue: |MARY'], backspaceKey)).toEqual(['cue: |MARY'])
    const state = script(['action: x', 'action:', 'cue: |MARY'])
    const { tr } = state
    backspaceKey(tr)
    expect(ids(state.apply(tr))).toEqual(['a', 'c'])
  })

  it('EDIT-6 joins a heading to the scene before and the scenes become one', () => {
    const state = script(['heading: A', 'action: one', 'heading: |B', 'action: two'])
    const { tr } = state
    backspaceKey(tr)
    const next = state.apply(tr)
    expect(next.doc.childCount).toBe(1)
    expect(
      after(['heading: A', 'action: one', 'heading: |B', 'action: two'], backspaceKey),
    ).toEqual(['heading: A', 'action: one|B', 'action: two'])
  })

  it('EDIT-6 removes an empty heading that is a scene of its own', () => {
    expect(after(['heading: A', 'heading: |', 'heading: C'], backspaceKey)).toEqual([
      'heading: A|',
      'heading: C',
    ])
  })

  it('EDIT-6 at the beginning of the script makes the first element action', () => {
    expect(after(['heading: |A'], backspaceKey)).toEqual(['action: |A'])
    expect(after(['action: |A'], backspaceKey)).toEqual(['action: |A'])
  })

  it('EDIT-8 in () takes both away', () => {
    expect(after(['parenthetical: (|)'], backspaceKey)).toEqual(['dialogue: |'])
  })

  it('EDIT-6 leaves characters and selections to the browser', () => {
    expect(after(['action: A|'], backspaceKey)).toBeNull()
    expect(after(['action: |A|'], backspaceKey)).toBeNull()
  })
})

describe('Delete at the end of an element', () => {
  it('EDIT-6 joins the next one and keeps the kind of the first', () => {
    expect(after(['action: One|', 'cue: TWO'], deleteKey)).toEqual(['action: One|TWO'])
  })

  it('EDIT-6 removes an empty one on either side', () => {
    expect(after(['action: One|', 'cue:'], deleteKey)).toEqual(['action: One|'])
    expect(after(['action: |', 'cue: TWO'], deleteKey)).toEqual(['cue: |TWO'])
  })

  it('EDIT-6 at the end of the script does nothing', () => {
    expect(after(['action: One|'], deleteKey)).toEqual(['action: One|'])
  })

  it('EDIT-6 reaches into the next scene', () => {
    expect(after(['heading: A', 'action: one|', 'heading: B'], deleteKey)).toEqual([
      'heading: A',
      'action: one|B',
    ])
  })
})
