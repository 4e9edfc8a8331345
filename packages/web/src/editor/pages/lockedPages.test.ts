import { profiles } from '@coldopen/core/page'
import { describe, expect, it } from 'vitest'
import { allCommands } from '../commands/commandTable.ts'
import { commandText } from '../commands/commandText.ts'
import { lockOf } from '../numbers/lockPlugin.ts'
import { lockText } from '../numbers/lockText.ts'
import { makeDesk } from '../testing/Desk.ts'
import { pagesOf } from './pagesPlugin.ts'

const sentence = 'Rain falls on the roof of the house by the river all night. '
const scene = (n: number) => `h${n} INT. ROOM ${n} / a${n} ${sentence.repeat(16).trim()}`

const open = () => {
  const desk = makeDesk(Array.from({ length: 9 }, (_, n) => scene(n)).join(' / '))
  const { view } = desk.editor
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
  return {
    ...desk,
    view,
    opened,
    names: () => allCommands(parts, true).map(({ name }) => name),
    run: (name: string) => {
      const found = allCommands(parts, true).find((one) => one.name === name)
      found?.run(view.state, view.dispatch, view)
    },
    numbers: () => pagesOf(view.state).layout?.numbers ?? [],
  }
}

describe('locked pages in the editor', () => {
  it('LOCK-19 a command locks them, another those that came since; unlocking asks first', async () => {
    const desk = open()
    await expect.poll(desk.numbers).toEqual(['1', '2', '3', '4'])
    desk.run(lockText.lockPages)
    await expect.poll(() => lockOf(desk.view.state).pages?.pages.length).toBe(4)
    expect(desk.names()).not.toContain(lockText.lockPages)
    expect(desk.names()).not.toContain(lockText.lockNewPages)
    expect(desk.names()).not.toContain(commandText.profile(profiles['fd-a4'].title))
    desk.caret('a3', 0)
    desk.view.dispatch(desk.view.state.tr.insertText(sentence.repeat(12)))
    await expect.poll(desk.numbers).toEqual(['1', '2', '2A', '3', '4'])
    expect(desk.names()).toContain(lockText.lockNewPages)
    desk.run(lockText.lockNewPages)
    await expect.poll(() => lockOf(desk.view.state).pages?.pages.length).toBe(5)
    desk.run(lockText.unlockPages)
    expect(desk.opened).toEqual(['unlockPages'])
    desk.press('z', { ctrl: true })
    await expect.poll(() => lockOf(desk.view.state).pages?.pages.length).toBe(4)
    desk.close()
  })

  it.each(['draft', 'page'] as const)('LOCK-20 a page is called 2A in %s view', async (view) => {
    const desk = open()
    desk.editor.showPages({ view, profile: profiles['fd-letter'] })
    desk.run(lockText.lockPages)
    await expect.poll(() => lockOf(desk.view.state).pages?.pages.length).toBe(4)
    desk.caret('a3', 0)
    desk.view.dispatch(desk.view.state.tr.insertText(sentence.repeat(12)))
    const told = () =>
      [...desk.view.dom.querySelectorAll<HTMLElement>('[data-gap], [data-label]')].map(
        ({ dataset }) => /\d+[A-Z]?\./.exec(dataset['gap'] ?? dataset['label'] ?? '')?.[0],
      )
    await expect.poll(told).toEqual(['2.', '2A.', '3.', '4.'])
    desk.close()
  })
})
