import { describe, expect, it } from 'vitest'
import { script } from '../testing/ScriptPicture.ts'
import { linePlace, positionAt } from './LinePlace.ts'

const lines = [
  'heading: INT. HOUSE',
  'action: Rain.',
  'cue: MARY',
  'dialogue: Yes.',
  'heading: B',
  'action: End.',
]

describe('lines and positions', () => {
  it('EDIT-15 every position is found again from its line and column', () => {
    const { doc } = script(lines)
    doc.descendants((node, before) => {
      if (!node.isTextblock) return true
      for (let offset = 0; offset <= node.content.size; offset++) {
        const position = before + 1 + offset
        expect(positionAt(doc, linePlace(doc, position))).toBe(position)
      }
      return false
    })
  })

  it('EDIT-15 counts blank lines, and columns from the edge of the action', () => {
    const { doc } = script(lines)
    expect(linePlace(doc, 2)).toEqual({ line: 2, column: 0 })
    expect(linePlace(doc, 15)).toEqual({ line: 4, column: 1 })
    expect(linePlace(doc, 21)).toEqual({ line: 6, column: 20 })
  })

  it('EDIT-15 places beyond the script are its first and last line', () => {
    const { doc } = script(lines)
    expect(positionAt(doc, { line: -5, column: 0 })).toBe(2)
    expect(positionAt(doc, { line: 999, column: 99 })).toBe(doc.content.size - 2)
  })

  it('EDIT-15 never lands inside a surrogate pair', () => {
    const { doc } = script(['action: a😀b'])
    for (let column = 0; column < 6; column++) {
      const offset = positionAt(doc, { line: 1, column }) - 2
      expect([0, 1, 3, 4]).toContain(offset)
    }
  })
})
