import { lockScenes, readScript, unlockScenes } from '@coldopen/core/screenplay'
import { describe, expect, it } from 'vitest'
import { allCommands } from '../commands/commandTable.ts'
import { commandText } from '../commands/commandText.ts'
import { command } from '../keymap/Edit.ts'
import { retypeTo } from '../keymap/Retype.ts'
import { pagesOf } from '../pages/pagesPlugin.ts'
import { exchange, makeDesk } from '../testing/Desk.ts'
import { lockOf } from './lockPlugin.ts'
import { lockText } from './lockText.ts'

const open = (client = 1) => {
  const desk = makeDesk('h1 INT. A / a1 One. / h2 INT. B / a2 Two. / h3 INT. C / a3 Three.', client)
  const { view, binding } = desk.editor
  const { doc, index } = binding.script
  return {
    ...desk,
    view,
    lock: () => lockScenes(doc, index),
    unlock: () => unlockScenes(doc, index),
    remove: (first: string, last: string, length: number) => {
      desk.caret(first, 0)
      const { from } = view.state.selection
      desk.caret(last, length)
      view.dispatch(view.state.tr.delete(from - 1, view.state.selection.to + 1))
    },
    settle: () => Promise.resolve(),
    numbers: () => [...(lockOf(view.state).numbers?.values() ?? [])],
    shown: () => [...view.dom.querySelectorAll<HTMLElement>('.co-scene')].map(sceneText),
  }
}

const sceneText = (scene: HTMLElement): string =>
  `${scene.dataset['number'] ?? '-'} ${scene.querySelector('p')?.textContent ?? ''}`

describe('locked scene numbers in the editor', () => {
  it('LOCK-8 commands lock, lock what came since, ask before unlocking, and leave numbers alone', async () => {
    const desk = open()
    const opened: string[] = []
    const parts = {
      editor: desk.editor,
      find: () => undefined,
      open: (dialog: string) => void opened.push(dialog),
      toggleNavigator: () => undefined,
      showList: () => undefined,
      onCards: false,
      showCards: () => undefined,
      comment: () => undefined,
      visitComments: () => undefined,
    }
    const names = (editable = true) => allCommands(parts, editable).map(({ name }) => name)
    const run = (name: string) => {
      const found = allCommands(parts, true).find((one) => one.name === name)
      found?.run(desk.view.state, desk.view.dispatch, desk.view)
    }
    expect(names()).toContain(lockText.lockScenes)
    expect(names(false)).not.toContain(lockText.lockScenes)
    run(lockText.lockScenes)
    await desk.settle()
    expect(desk.numbers()).toEqual(['1', '2', '3'])
    expect(names()).toContain(lockText.unlockScenes)
    for (const gone of [lockText.lockScenes, lockText.lockNewScenes, commandText.unnumberScenes])
      expect(names()).not.toContain(gone)
    desk.caret('a1', 4)
    desk.press('Enter')
    command(retypeTo('scene_heading'))(desk.view.state, desk.view.dispatch)
    await desk.settle()
    run(lockText.lockNewScenes)
    await desk.settle()
    expect(names()).not.toContain(lockText.lockNewScenes)
    run(lockText.unlockScenes)
    expect(opened).toEqual(['unlockScenes'])
    expect(desk.numbers()).toEqual(['1', '1A', '2', '3'])
    desk.close()
  })

  it('LOCK-11 a scene that is begun has its number at once, and undo takes both', async () => {
    const desk = open()
    desk.lock()
    await desk.settle()
    desk.caret('a1', 4)
    desk.press('Enter')
    command(retypeTo('scene_heading'))(desk.view.state, desk.view.dispatch)
    const stored = () =>
      readScript(desk.doc).flatMap(({ kind, attrs }) =>
        kind === 'scene_heading' ? attrs['number'] : [],
      )
    expect(stored()).toEqual(['1', '1A', '2', '3'])
    desk.press('z', { ctrl: true })
    expect(stored()).toEqual(['1', '2', '3'])
    await desk.settle()
    expect(desk.numbers()).toEqual(['1', '2', '3'])
    desk.close()
  })

  it('LOCK-5 LOCK-9 what two begin at one place has two numbers, the same on both screens', async () => {
    const desks = [open(1), open(2)]
    const [one, other] = [desks[0]!, desks[1]!]
    one.lock()
    exchange(one, other)
    await one.settle()
    for (const desk of desks) {
      desk.caret('a1', 4)
      desk.press('Enter')
      command(retypeTo('scene_heading'))(desk.view.state, desk.view.dispatch)
    }
    exchange(one, other)
    await one.settle()
    expect(one.numbers()).toEqual(['1', '1A', '1B', '2', '3'])
    expect(other.numbers()).toEqual(one.numbers())
    expect(other.shown().map((text) => text.split(' ')[0])).toEqual(one.numbers())
    for (const desk of desks) desk.close()
  })

  it('LOCK-10 a removed scene is shown as OMITTED in both views, and is no text', async () => {
    const desk = open()
    desk.lock()
    await desk.settle()
    desk.remove('h2', 'a2', 4)
    for (const view of ['draft', 'page'] as const) {
      const { profile } = pagesOf(desk.view.state)
      desk.editor.showPages({ view, profile })
      await expect.poll(desk.shown).toEqual(['1 INT. A', '2 OMITTED', '3 INT. C'])
    }
    expect(desk.picture().join()).not.toContain('OMITTED')
    expect(pagesOf(desk.view.state).layout?.lengths.size).toBe(3)
    desk.remove('h3', 'a3', 6)
    await expect.poll(desk.shown).toEqual(['1 INT. A', '2 OMITTED', '3 OMITTED'])
    desk.press('z', { ctrl: true })
    desk.press('z', { ctrl: true })
    await expect.poll(desk.shown).toEqual(['1 INT. A', '2 INT. B', '3 INT. C'])
    desk.unlock()
    await desk.settle()
    expect(lockOf(desk.view.state).numbers).toBeNull()
    desk.close()
  })

  it('LOCK-10 a page may begin with it', async () => {
    const long = 'It rains on the roof of the house by the river all night. '.repeat(9).trim()
    const scene = (n: number) => `h${n} INT. ROOM ${n} / a${n} ${long}`
    const desk = makeDesk(Array.from({ length: 12 }, (_, n) => scene(n)).join(' / '))
    const { view, binding } = desk.editor
    lockScenes(binding.script.doc, binding.script.index)
    const { profile } = pagesOf(view.state)
    desk.editor.showPages({ view: 'page', profile })
    await expect.poll(() => pagesOf(view.state).layout?.starts.length).toBe(3)
    const start = view.state.doc.resolve(pagesOf(view.state).layout!.starts[1]!)
    const [scene1, from] = [start.node(1), start.before(1)]
    expect(scene1.firstChild?.textContent).toMatch(/^INT/)
    view.dispatch(view.state.tr.delete(from, from + scene1.nodeSize))
    await expect
      .poll(() => view.dom.querySelector<HTMLElement>('.co-omitted p')?.dataset['gap'] ?? '')
      .toContain('2.')
    desk.close()
  })
})
