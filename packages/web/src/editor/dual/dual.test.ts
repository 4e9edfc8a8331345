import { profiles } from '@coldopen/core/page'
import { describe, expect, it } from 'vitest'
import { lineCounts } from '../elements/LineCount.ts'
import { makeDesk } from '../testing/Desk.ts'

const words = 'We said that we would wait until nine and then go home.'

const open = () => {
  const desk = makeDesk(`h1 INT. HOUSE / c1 ADA / d1 ${words} / c2 BEN / d2 No.`)
  const { view } = desk.editor
  desk.caret('c2', 0)
  const { $from } = view.state.selection
  view.dispatch(view.state.tr.setNodeAttribute($from.before(2), 'attrs', { dual: true }))
  const line = (id: string) => view.dom.querySelector<HTMLElement>(`[data-id="${id}"]`)
  return { desk, line, view }
}

describe('dual dialogue on the page', () => {
  it('VIEW-11 stands side by side, and the second speech rises as the first grows', () => {
    const { desk, line } = open()
    expect(line('c1')?.className).toBe('co-dual-left')
    expect(line('d2')?.className).toBe('co-dual-right')
    const rise = () => line('c2')?.style.getPropertyValue('--co-before')
    expect(rise()).toBe('-3')
    desk.caret('d1', 0)
    desk.type(words)
    expect(rise()).toBe('-6')
    desk.close()
  })

  it('VIEW-11 takes the lines of its taller column', () => {
    const { desk, view } = open()
    const counts = lineCounts(profiles['fd-letter'])
    const scene = view.state.doc.child(0)
    expect(counts.duals(scene)).toEqual([{ first: 1, second: 3, end: 5, left: 3, right: 2 }])
    expect(counts.scene(scene)).toBe(3 + 1 + 3)
    desk.close()
  })
})
