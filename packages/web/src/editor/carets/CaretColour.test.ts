import { describe, expect, it } from 'vitest'
import { caretColour, caretColours } from './CaretColour.ts'

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

describe('caret colours', () => {
  it('EDIT-40 a name is readable on every colour, and every colour on the page (WCAG AA)', () => {
    for (const { deep, pale } of caretColours) {
      expect(contrast('#ffffff', deep)).toBeGreaterThan(4.5)
      expect(contrast('#141311', pale)).toBeGreaterThan(4.5)
      expect(contrast('#fffefb', deep)).toBeGreaterThan(4.5)
      expect(contrast('#1c1a18', pale)).toBeGreaterThan(4.5)
    }
  })

  it('EDIT-40 a writer has one colour, which follows from the id alone', () => {
    expect(caretColour('0190-aa')).toEqual(caretColour('0190-aa'))
    const used = new Set(Array.from({ length: 200 }, (_, n) => caretColour(`user ${n}`).deep))
    expect(used.size).toBe(caretColours.length)
  })
})
