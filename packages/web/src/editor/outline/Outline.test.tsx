import { setText } from '@coldopen/core/screenplay'
import { block, pictureOf } from '@coldopen/core/testing'
import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, describe, expect, it } from 'vitest'
import { sceneCards } from '../navigator/SceneCard.ts'
import { makeDesk } from '../testing/Desk.ts'
import Outline from './Outline.tsx'
import { outlineOf } from './outlineOf.ts'

const acts =
  'x1:section ONE / y1:synopsis She leaves. / h1 INT. HOUSE / x2:section TWO / h2 EXT. ROAD / h3 INT. BAR'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0).toReversed()) clean()
})

const show = (picture = acts, movable = true) => {
  const desk = makeDesk(picture)
  const { view, binding } = desk.editor
  const [doc, setDoc] = createSignal(view.state.doc)
  view.setProps({
    dispatchTransaction: (tr) => {
      view.updateState(view.state.apply(tr))
      setDoc(view.state.doc)
    },
  })
  const jumps: string[] = []
  const root = document.createElement('div')
  document.body.append(root)
  const undo = render(
    () => (
      <Outline
        doc={doc()}
        scenes={sceneCards(doc())}
        current={1}
        movable={movable}
        onJump={(id) => jumps.push(id)}
        onMove={({ head, before }) => binding.moveScene(head, before)}
        onMoveSection={({ section, before }) => binding.moveSection(section, before)}
      />
    ),
    root,
  )
  cleanups.push(
    () => desk.close(),
    undo,
    () => root.remove(),
  )
  const rows = () =>
    [...root.querySelectorAll<HTMLElement>('[role=treeitem]')].filter(({ hidden }) => !hidden)
  const titles = () =>
    rows().map(
      (row) =>
        `${row.getAttribute('aria-level')} ${row.querySelector('.co-outline-title')?.textContent}`,
    )
  const press = (key: string, altKey = false) =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, altKey, bubbles: true, cancelable: true }),
    )
  return { desk, root, rows, titles, press, jumps }
}

describe('the outline', () => {
  it('OUTL-1 is a tree of sections and scenes with their synopses; Tab leads to the scene of the caret', () => {
    const { rows, titles } = show()
    expect(titles()).toEqual(['1 ONE', '2 INT. HOUSE', '1 TWO', '2 EXT. ROAD', '2 INT. BAR'])
    expect(rows()[0]?.textContent).toContain('She leaves.')
    expect(rows().map((row) => row.tabIndex)).toEqual([-1, 0, -1, -1, -1])
  })

  it('OUTL-1 opens, closes and walks by keys, and goes to the place', () => {
    const { rows, titles, press, jumps } = show()
    rows()[1]?.focus()
    press('ArrowLeft')
    expect(document.activeElement).toBe(rows()[0])
    press('ArrowLeft')
    expect(titles()).toEqual(['1 ONE', '1 TWO', '2 EXT. ROAD', '2 INT. BAR'])
    expect(rows()[0]?.getAttribute('aria-expanded')).toBe('false')
    press('ArrowDown')
    expect(document.activeElement).toBe(rows()[1])
    press('Home')
    press('ArrowRight')
    press('ArrowRight')
    press('Enter')
    press('End')
    press(' ')
    rows()[2]?.click()
    expect(jumps).toEqual(['h1', 'h3', 'x2'])
  })

  it('OUTL-1 without a section it says how one is written, and lists the scenes', () => {
    const { root, titles } = show('h1 INT. HOUSE')
    expect(root.textContent).toContain('Type # and a space')
    expect(titles()).toEqual(['1 INT. HOUSE'])
  })

  it('OUTL-2 moves scenes and whole sections with Alt and an arrow', () => {
    const { desk, root, rows, press } = show()
    rows()[2]?.focus()
    press('ArrowUp', true)
    expect(pictureOf(desk.doc)).toBe(
      'x2:section TWO / h2 EXT. ROAD / h3 INT. BAR / x1:section ONE / y1:synopsis She leaves. / h1 INT. HOUSE',
    )
    expect(root.querySelector('[role=status]')?.textContent).toBe('TWO is moved with its scenes.')
    rows()[0]?.focus()
    press('ArrowDown', true)
    expect(pictureOf(desk.doc)).toBe(acts)
    rows()[4]?.focus()
    press('ArrowUp', true)
    expect(pictureOf(desk.doc)).toContain('x2:section TWO / h3 INT. BAR / h2 EXT. ROAD')
  })

  it('OUTL-2 who only reads moves nothing', () => {
    const { desk, rows, press } = show(acts, false)
    rows()[2]?.focus()
    press('ArrowUp', true)
    expect(pictureOf(desk.doc)).toBe(acts)
  })

  it('OUTL-3 a change that shows nothing new gives the same outline; rows stay', () => {
    const { desk, rows, titles } = show('x1:section ONE / h1 INT. HOUSE / a1 Rain')
    const before = outlineOf(desk.editor.view.state.doc)
    const elements = rows()
    desk.caret('a1', 4)
    desk.type('!')
    expect(outlineOf(desk.editor.view.state.doc, before)).toBe(before)
    setText(desk.editor.binding.script, block('x1'), 'ACT ONE')
    expect(titles()[0]).toBe('1 ACT ONE')
    expect(rows()).toEqual(elements)
  })
})
