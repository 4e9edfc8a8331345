import { describe, expect, it } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { script } from '../testing/ScriptPicture.ts'
import { exchange, makeDesk } from '../testing/Desk.ts'
import { caretDecorations } from './caretDecorations.ts'
import { introduce } from './introduce.ts'
import { peersOf } from './Peer.ts'
import { remoteCaretsOf } from './remoteCarets.ts'

const withStates = (...states: unknown[]): Awareness => {
  const awareness = new Awareness(new Y.Doc())
  states.forEach((state, index) =>
    awareness.states.set(index + 1, state as Record<string, unknown>),
  )
  return awareness
}

describe('what others say of themselves', () => {
  it('EDIT-42 is checked: names are shortened, wrong shapes are nobody’s caret, colours are not taken', () => {
    const awareness = withStates(
      {
        user: { id: 'u', name: 'n'.repeat(900), colour: 'url(evil)' },
        caret: { anchor: 1, head: 2 },
      },
      { user: 7, caret: 'here' },
      null,
    )
    const peers = peersOf(awareness, 'Someone')
    expect(peers.map(({ name }) => name)).toEqual(['n'.repeat(40), 'Someone', 'Someone'])
    expect(peers.map(({ caret }) => caret)).toEqual([{ anchor: 1, head: 2 }, null, null])
    expect(peers[0]?.colour).toMatch(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/)
    awareness.destroy()
  })

  it('EDIT-42 does not include this writer', () => {
    const awareness = withStates()
    introduce(awareness, { id: 'u', email: 'ada@example.org' })
    expect(peersOf(awareness, 'Someone')).toEqual([])
    expect(awareness.getLocalState()).toMatchObject({ user: { id: 'u', name: 'ada' } })
    awareness.destroy()
  })
})

describe('drawing carets', () => {
  it('EDIT-43 draws a bar at the head and tints a selection', () => {
    const { doc } = script(['action: One two'])
    const caret = { client: 1, name: 'Ada', colour: 'red' }
    const drawn = (anchor: number, head: number) =>
      caretDecorations(doc, [{ ...caret, anchor, head }])
        .find()
        .map(({ from, to }) => [from, to])
    expect(drawn(4, 4)).toEqual([[4, 4]])
    expect(drawn(6, 3)).toEqual([
      [3, 3],
      [3, 6],
    ])
  })
})

describe('a caret told of before its line has come', () => {
  it('EDIT-44 stands in the line once that is there', async () => {
    const [ada, ben] = [
      makeDesk('h1 INT. HOUSE / a1 Rain.', 1),
      makeDesk('h1 INT. HOUSE / a1 Rain.', 2),
    ]
    ben.caret('a1', 5)
    ben.press('Enter')
    const { view, binding } = ben.editor
    const caret = binding.relative(view.state, view.state.selection.head)
    ben.awareness.setLocalStateField('caret', { anchor: caret, head: caret })
    const told = encodeAwarenessUpdate(ben.awareness, [ben.awareness.clientID])
    applyAwarenessUpdate(ada.awareness, told, 'test')
    const placed = () => remoteCaretsOf(ada.editor.view.state)?.placed.length
    const known = () => remoteCaretsOf(ada.editor.view.state)?.peers.length
    await expect.poll(known, { timeout: 20_000 }).toBe(1)
    expect(placed()).toBe(0)
    exchange(ben, ada)
    expect(placed()).toBe(1)
    for (const desk of [ada, ben]) desk.close()
  })
})
