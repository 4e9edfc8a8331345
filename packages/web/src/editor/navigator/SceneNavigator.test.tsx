import type { BlockId } from '@coldopen/core/id'
import type { Node } from 'prosemirror-model'
import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, describe, expect, it } from 'vitest'
import { type LockState, nothingLocked } from '../numbers/lockPlugin.ts'
import { script } from '../testing/ScriptPicture.ts'
import type { SceneCard } from './SceneCard.ts'
import type { SceneMove } from './SceneMove.ts'
import { SceneNavigator } from './SceneNavigator.tsx'

let dispose = (): void => undefined
afterEach(() => dispose())

const card = (id: string, numbered = true): SceneCard => ({
  id,
  heading: `INT. ${id}`,
  action: 'Rain.',
  numbered,
  colour: null,
})

const show = (
  first: readonly SceneCard[],
  movable = true,
  doc: Node | null = null,
  locks: LockState = nothingLocked,
) => {
  const [cards, setCards] = createSignal(first)
  const moves: SceneMove[] = []
  const jumps: number[] = []
  const root = document.createElement('div')
  document.body.append(root)
  const undo = render(
    () => (
      <SceneNavigator
        doc={doc}
        cards={cards()}
        current={1}
        lengths={new Map([['b', '1 3/8']])}
        people={new Map([['b', [{ client: 2, name: 'Ada', colour: 'red' }]]])}
        locks={locks}
        movable={movable}
        onJump={(index) => jumps.push(index)}
        onMove={(move) => moves.push(move)}
      />
    ),
    root,
  )
  dispose = () => {
    undo()
    root.remove()
  }
  const buttons = () => [...root.querySelectorAll('button')]
  const press = (at: number, key: string, altKey = false) => {
    buttons()[at]?.focus()
    buttons()[at]?.dispatchEvent(new KeyboardEvent('keydown', { key, altKey, bubbles: true }))
  }
  return { root, buttons, press, setCards, moves, jumps }
}

describe('the scene navigator', () => {
  it('LOCK-9 LOCK-10 tells locked numbers, and omitted scenes where they stand', () => {
    const id = (text: string) => text as BlockId
    const { root } = show([card('p', false), card('a'), card('b')], true, null, {
      numbers: new Map([
        [id('a'), '2'],
        [id('b'), '4A'],
      ]),
      omitted: [
        { id: id('x'), number: '1', before: id('a') },
        { id: id('y'), number: '5', before: null },
      ],
      fresh: true,
      pages: null,
    })
    const numbers = [...root.querySelectorAll('.co-row-number')].map((one) => one.textContent)
    expect(numbers).toEqual(['', '1', '2', '4A', '5'])
    expect(root.querySelectorAll('.co-row-omitted')).toHaveLength(2)
  })

  it('EDIT-30 numbers scenes, marks the current one, and jumps', () => {
    const { root, buttons, jumps } = show([card('p', false), card('a'), card('b')])
    const numbers = [...root.querySelectorAll('.co-row-number')].map((one) => one.textContent)
    expect(numbers).toEqual(['', '1', '2'])
    expect(buttons().map((button) => button.getAttribute('aria-current'))).toEqual([
      null,
      'true',
      null,
    ])
    buttons()[2]?.click()
    expect(jumps).toEqual([2])
  })

  it('EDIT-32 moves with Alt and an arrow, and says where the scene is now', () => {
    const { root, press, moves } = show([card('a'), card('b'), card('c')])
    press(1, 'ArrowDown', true)
    expect(moves).toEqual([{ head: 'b', before: null, place: 3 }])
    expect(root.querySelector('.sr-only[role=status]')?.textContent).toBe(
      'INT. b is now scene 3 of 3.',
    )
  })

  it('EDIT-32 a reader moves nothing; arrows alone go from row to row', () => {
    const { press, buttons, moves } = show([card('a'), card('b')], false)
    press(1, 'ArrowUp', true)
    expect(moves).toEqual([])
    press(1, 'ArrowUp')
    expect(document.activeElement).toBe(buttons()[0])
  })

  it('EDIT-31 a row stays the same element while its scene is there', () => {
    const { root, setCards } = show([card('a'), card('b')])
    const [a, b] = [...root.querySelectorAll('li')]
    setCards([card('b'), { ...card('a'), heading: 'EXT. ROAD' }])
    expect([...root.querySelectorAll('li')]).toEqual([b, a])
    expect(a?.textContent).toContain('EXT. ROAD')
  })

  it('EDIT-34 leaves the scenes that the field names, and moves none meanwhile', () => {
    const { doc } = script(['heading: INT. a', 'heading: EXT. b', 'heading: INT. c'])
    const { root, press, moves } = show([card('a'), card('b'), card('c')], true, doc)
    const field = root.querySelector('input')!
    field.value = 'int.'
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    const shown = () => [...root.querySelectorAll('li')].map((row) => !row.hidden)
    expect(shown()).toEqual([true, false, true])
    expect(root.querySelector('.co-filter-left')?.textContent).toBe('2 scenes')
    press(0, 'ArrowDown', true)
    expect(moves).toEqual([])
    press(0, 'ArrowDown')
    expect(document.activeElement).toBe(root.querySelectorAll('button')[2])
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    expect(shown()).toEqual([true, true, true])
  })

  it('EDIT-33 names who else is in a scene', () => {
    const { root } = show([card('a'), card('b')])
    expect(
      [...root.querySelectorAll('li')].map((row) => row.querySelector('.sr-only')?.textContent),
    ).toEqual([undefined, 'Here now: Ada'])
  })
})
