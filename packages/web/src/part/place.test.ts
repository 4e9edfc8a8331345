import { describe, expect, it } from 'vitest'
import { placeUnder } from './place.ts'

const view = { width: 360, height: 640 }
const button = (right: number, top: number) => ({ left: right - 40, right, top, bottom: top + 40 })

describe('placing a panel', () => {
  it('WEB-11 stands under its button, ends aligned', () => {
    expect(placeUnder(button(300, 100), { width: 200, height: 100 }, view)).toEqual({
      left: 100,
      top: 144,
    })
  })

  it('WEB-11 stays within a narrow screen', () => {
    const { left } = placeUnder(button(120, 0), { width: 340, height: 100 }, view)
    expect(left).toBeGreaterThanOrEqual(8)
  })

  it('WEB-11 stands above when there is no room below', () => {
    expect(placeUnder(button(300, 590), { width: 200, height: 100 }, view).top).toBe(486)
  })

  it('WEB-11 stays on the screen where neither place holds it', () => {
    const { top } = placeUnder(button(300, 590), { width: 200, height: 600 }, view)
    expect(top).toBe(32)
  })
})
