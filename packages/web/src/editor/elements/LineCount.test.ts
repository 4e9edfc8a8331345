import { profiles, wrapText } from '@coldopen/core/page'
import { describe, expect, it } from 'vitest'
import { script } from '../testing/ScriptPicture.ts'
import { geometry } from './Geometry.ts'
import { lineCounts, lineStarts } from './LineCount.ts'

const counts = lineCounts(profiles['fd-letter'])

const lines = (text: string, columns: number): readonly string[] => {
  const starts = lineStarts(text, columns)
  return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length))
}

describe('lines', () => {
  it('EDIT-20 wraps at spaces; spaces at the end of a line take no room', () => {
    expect(lines('aaa bbb ccc', 7)).toEqual(['aaa bbb ', 'ccc'])
    expect(lines('aaa bbb   ccc', 7)).toEqual(['aaa bbb   ', 'ccc'])
    expect(lines('aaa bbb    ', 7)).toEqual(['aaa bbb    '])
  })

  it('EDIT-20 wraps after a hyphen, and in a word that is longer than a line', () => {
    expect(lines('well-known', 7)).toEqual(['well-', 'known'])
    expect(lines('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
    expect(lines('1990-1995', 6)).toEqual(['1990-1', '995'])
  })

  it('EDIT-20 keeps line breaks, empty lines among them', () => {
    expect(lines('a\n\nb', 10)).toEqual(['a\n', '\n', 'b'])
    expect(lines('a\n', 10)).toEqual(['a\n', ''])
    expect(lines('', 10)).toEqual([''])
  })

  it('EDIT-21 a parenthetical has its lines where print has them, by every profile', () => {
    for (const profile of Object.values(profiles)) {
      const { columns } = profile.shapes.parenthetical
      for (const width of [columns, columns + 1]) {
        const text = `(${'x'.repeat(width - 4)} y)`
        const { doc } = script([`parenthetical: ${text}`])
        const block = doc.child(0).child(0)
        expect(lineCounts(profile).starts(block)).toHaveLength(wrapText(text, columns).length)
      }
    }
  })

  it('EDIT-20 counts the blank lines before an element, and a scene as its elements', () => {
    const { doc } = script(['heading: INT. HOUSE', 'action: Short.', 'cue: MARY', 'dialogue: Yes.'])
    const scene = doc.child(0)
    expect([0, 1, 2, 3].map((n) => counts.block(scene.child(n)))).toEqual([3, 2, 2, 1])
    expect(counts.scene(scene)).toBe(8)
  })

  it('EDIT-21 holds the columns of a Final Draft page', () => {
    const columns = Object.fromEntries(
      Object.entries(geometry).map(([kind, place]) => [kind, [place.indent, place.columns]]),
    )
    expect(columns).toMatchObject({
      scene_heading: [0, 60],
      action: [0, 60],
      character: [20, 37],
      parenthetical: [15, 25],
      dialogue: [10, 35],
      transition: [40, 16],
    })
  })
})
