import { afterEach, describe, expect, it } from 'vitest'
import { returnTable } from '../../runtime/viewSettings.ts'
import { elementKinds } from '../elements/ElementKind.ts'
import { after, ids, script } from '../testing/ScriptPicture.ts'
import { afterReturn, emptyReturn, splitTail } from './ElementFlow.ts'
import { lineBreak, returnKey } from './ReturnKey.ts'

const name = (kind: string) =>
  kind === 'scene_heading' ? 'heading' : kind === 'character' ? 'cue' : kind

describe('Return by Trelby’s table', () => {
  afterEach(() => returnTable.set('Final Draft'))

  it('EDIT-36 begins the next cue after a speech, and nothing else otherwise', () => {
    returnTable.set('Trelby')
    expect(after(['dialogue: Yes.|'], returnKey)).toEqual(['dialogue: Yes.', 'cue: |'])
    expect(after(['cue: ANN|'], returnKey)).toEqual(['cue: ANN', 'dialogue: |'])
    expect(after(['transition: CUT TO:|'], returnKey)).toEqual([
      'transition: CUT TO:',
      'heading: |',
    ])
    expect(after(['dialogue: |'], returnKey)).toEqual(['action: |'])
  })
})

describe('Return', () => {
  it.each(elementKinds)(
    'EDIT-1 at the end of a filled %s begins what Final Draft begins',
    (kind) => {
      expect(after([`${name(kind)}: Words|`], returnKey)).toEqual([
        `${name(kind)}: Words`,
        `${name(afterReturn[kind])}: |`,
      ])
    },
  )

  it('EDIT-1 follows the Return table of a Final Draft file', () => {
    expect(afterReturn).toMatchObject({
      scene_heading: 'action',
      action: 'action',
      character: 'dialogue',
      parenthetical: 'dialogue',
      dialogue: 'action',
      transition: 'scene_heading',
      shot: 'action',
    })
  })

  it.each(elementKinds)('EDIT-2 in an empty %s changes it instead of adding to it', (kind) => {
    const expected =
      emptyReturn[kind] === kind
        ? [`${name(kind)}:`, `${name(afterReturn[kind])}: |`]
        : [`${name(emptyReturn[kind])}: |`]
    expect(after([`${name(kind)}: |`], returnKey)).toEqual(expected)
  })

  it('EDIT-2 an empty cue or dialogue becomes action', () => {
    expect(emptyReturn.character).toBe('action')
    expect(emptyReturn.dialogue).toBe('action')
  })

  it.each(elementKinds)('EDIT-3 in the middle of a %s splits it', (kind) => {
    expect(after([`${name(kind)}: One|Two`], returnKey)).toEqual([
      `${name(kind)}: One`,
      `${name(splitTail[kind])}: |Two`,
    ])
  })

  it('EDIT-3 before the first character adds an empty element above; id, kind and caret stay with the text', () => {
    expect(after(['cue: |MARY'], returnKey)).toEqual(['action:', 'cue: |MARY'])
    const state = script(['action: x', 'cue: |MARY', 'dialogue: y'])
    const { tr } = state
    returnKey(tr)
    expect(ids(state.apply(tr))).toEqual(['a', null, 'b', 'c'])
  })

  it('EDIT-3 the second half of a split has no id of its own yet, the first keeps the id', () => {
    const state = script(['action: One|Two'])
    const { tr } = state
    returnKey(tr)
    expect(ids(state.apply(tr))).toEqual(['a', null])
  })

  it('EDIT-3 replaces a selection', () => {
    expect(after(['action: One|, two|'], returnKey)).toEqual(['action: One', 'action: |'])
  })

  it('EDIT-8 before the ) that closes a parenthetical leaves it behind', () => {
    expect(after(['parenthetical: (softly|)'], returnKey)).toEqual([
      'parenthetical: (softly)',
      'dialogue: |',
    ])
    expect(after(['parenthetical: (|)'], returnKey)).toEqual(['dialogue: |'])
  })

  it('EDIT-4 with Shift breaks the line inside the element', () => {
    expect(after(['dialogue: One|Two'], lineBreak)).toEqual(['dialogue: One\n|Two'])
  })
})
