import { describe, expect, it } from 'vitest'
import { elementKinds } from '../elements/ElementKind.ts'
import { after } from '../testing/ScriptPicture.ts'
import { afterTab, onShiftTab, onTab } from './ElementFlow.ts'
import { shiftTabKey, tabKey } from './TabKey.ts'

const name = (kind: string) =>
  kind === 'scene_heading' ? 'heading' : kind === 'character' ? 'cue' : kind
const caretIn = (kind: string) => (kind === 'parenthetical' ? ': (|)' : ': |')

describe('Tab', () => {
  it.each(elementKinds)('EDIT-5 at the end of a filled %s begins the next element', (kind) => {
    expect(after([`${name(kind)}: Words|`], tabKey)).toEqual([
      `${name(kind)}: Words`,
      `${name(afterTab[kind])}: |`,
    ])
  })

  it.each(elementKinds)('EDIT-5 in an empty %s changes it', (kind) => {
    expect(after([`${name(kind)}: |`], tabKey)).toEqual([
      `${name(onTab[kind])}${caretIn(onTab[kind])}`,
    ])
  })

  it.each(elementKinds)('EDIT-5 with Shift changes a %s wherever the caret is', (kind) => {
    expect(after([`${name(kind)}: Wo|rds`], shiftTabKey)).toEqual([
      `${name(onShiftTab[kind])}: Wo|rds`,
    ])
  })

  it('EDIT-5 in the middle of a line changes the element', () => {
    expect(after(['action: Ma|ry'], tabKey)).toEqual(['cue: Ma|ry'])
  })

  it('EDIT-5 changes every element a selection touches', () => {
    expect(after(['action: O|ne', 'action: Tw|o', 'action: Three'], tabKey)).toEqual([
      'cue: O|ne',
      'cue: Tw|o',
      'action: Three',
    ])
  })
})
