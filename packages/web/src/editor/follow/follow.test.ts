import { createRoot, createSignal } from 'solid-js'
import { afterEach, describe, expect, it } from 'vitest'
import type { EditorState } from 'prosemirror-state'
import { type Desk, exchange, makeDesk } from '../testing/Desk.ts'
import { createFollow } from './createFollow.ts'
import { followCommands } from './followCommands.ts'
import { followedCaret } from './followedCaret.ts'
import { follow, followed, stopFollowing } from './following.ts'

const script = 'h1 INT. HOUSE / a1 Rain falls. / a2 Dust. / a3 Nothing more.'
const ben = { user: 'ben', name: 'Ben' }

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
  stopFollowing()
})

const frame = () => new Promise<void>((resume) => requestAnimationFrame(() => resume()))

/** Ada's desk, at which Ben is followed, and Ben's. */
const open = async () => {
  const ada = makeDesk(script, 1)
  const other = makeDesk(script, 2)
  other.awareness.setLocalStateField('user', { id: 'ben', name: 'Ben' })
  const { view } = ada.editor
  const [state, setState] = createSignal<EditorState>(view.state, { equals: false })
  const dispose = createRoot((dispose) => {
    createFollow(view, state)
    return dispose
  })
  closing.push(
    dispose,
    () => ada.close(),
    () => other.close(),
  )
  /** Ben's caret, and what he types there, reach Ada. */
  const moves = async (id: string, offset: number, text = '') => {
    other.caret(id, offset)
    other.type(text)
    const { binding, view: his } = other.editor
    const caret = binding.relative(his.state, his.state.selection.head)
    other.awareness.setLocalStateField('caret', { anchor: caret, head: caret })
    exchange(other, ada)
    await frame()
    setState(view.state)
  }
  await moves('a3', 2)
  return { ada, moves }
}

const lineOf = ({ editor: { view } }: Desk) => {
  const at = followedCaret(view.state, 'ben')
  return at === null ? null : view.state.doc.resolve(at).parent.attrs['id']
}

describe('following a writer', () => {
  it('FOLLOW-1 each of those in the script can be followed, and no longer', async () => {
    const { ada } = await open()
    const { view } = ada.editor
    const run = (name: string) =>
      followCommands(view)
        .find((command) => command.name === name)
        ?.run(view.state, view.dispatch, view)
    run('Follow Ben')
    expect(followed()).toEqual(ben)
    expect(followCommands(view).map(({ name }) => name)).toEqual(['Stop following Ben'])
    run('Stop following Ben')
    expect(followed()).toBe(null)
  })

  it('FOLLOW-2 knows the line of the person’s caret, wherever it goes', async () => {
    const { ada, moves } = await open()
    expect(lineOf(ada)).toBe('a3')
    await moves('a1', 0, 'Hard ')
    expect(lineOf(ada)).toBe('a1')
    expect(followedCaret(ada.editor.view.state, 'nobody')).toBe(null)
  })

  it('FOLLOW-3 what the other writes does not end it; each act of one’s own does', async () => {
    const { ada, moves } = await open()
    const { view } = ada.editor
    follow(ben)
    await moves('a1', 4, ' softly')
    expect(followed()).toEqual(ben)
    const desk = document.createElement('div')
    desk.className = 'co-desk'
    view.dom.before(desk)
    desk.append(view.dom)
    const acts: readonly (() => void)[] = [
      () => view.dom.dispatchEvent(new Event('beforeinput', { bubbles: true })),
      () => desk.dispatchEvent(new Event('wheel', { bubbles: true })),
      () => desk.dispatchEvent(new Event('touchmove', { bubbles: true })),
      () => document.documentElement.dispatchEvent(new Event('pointerdown', { bubbles: true })),
      () =>
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
      () =>
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }),
        ),
      () => view.dom.dispatchEvent(new Event('pointerdown', { bubbles: true })),
      () =>
        view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })),
    ]
    for (const [at, act] of acts.entries()) {
      follow({ ...ben })
      act()
      expect([at, followed()]).toEqual([at, null])
    }
    follow(ben)
    document.body.dispatchEvent(new Event('wheel', { bubbles: true }))
    view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Control', bubbles: true }))
    expect(followed()).toEqual(ben)
    desk.remove()
  })
})
