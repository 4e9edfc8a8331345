import { describe, expect, it } from 'vitest'
import { script, after } from '../testing/ScriptPicture.ts'
import { makeDesk } from '../testing/Desk.ts'
import { pictureOf } from '@coldopen/core/testing'
import { beginPage } from '../keymap/pageBreak.ts'
import { backspaceKey } from '../keymap/JoinKeys.ts'
import { returnKey } from '../keymap/ReturnKey.ts'
import { typedTransaction } from '../typing/typedRules.ts'
import { picture } from '../testing/ScriptPicture.ts'
import { allCommands } from './commandTable.ts'
import { commandText } from './commandText.ts'
import { lockText } from '../numbers/lockText.ts'
import { findCommand } from './findCommand.ts'
import { keyLabel } from './keyLabel.ts'

const speeches = 'h1 INT. HOUSE / c1 ADA / d1 Yes. / c2 BEN / d2 No. / c3 CY / d3 Oh.'

const open = (text = speeches, onCards = false) => {
  const desk = makeDesk(text)
  const opened: string[] = []
  const parts = {
    editor: desk.editor,
    find: () => undefined,
    open: (dialog: string) => void opened.push(dialog),
    toggleNavigator: () => undefined,
    showList: () => undefined,
    onCards,
    showCards: () => undefined,
    comment: () => undefined,
    visitComments: () => undefined,
  }
  return { desk, opened, commands: (editable = true) => allCommands(parts, editable) }
}

const dualOf = ({ desk }: ReturnType<typeof open>): readonly string[] =>
  [...desk.editor.view.dom.querySelectorAll('p')]
    .filter((line) => line.className.includes('co-dual'))
    .map((line) => line.dataset['id'] ?? '')

describe('commands', () => {
  it('CMD-1 no key is given twice', () => {
    const { desk, commands } = open()
    const keys = commands().flatMap((command) => command.keys)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
    desk.close()
  })

  it('CMD-1 keys are told as they stand on the keyboard', () => {
    expect(keyLabel('Mod-Shift-x', false)).toBe('Ctrl+Shift+X')
    expect(keyLabel('Mod-Shift-x', true)).toBe('⌘⇧X')
    expect(keyLabel('Ctrl-ArrowUp', false)).toBe('Ctrl+↑')
    expect(keyLabel('Mod-\\', false)).toBe('Ctrl+\\')
  })

  it('CMD-2 finds by words of name and group, what begins so first, and nothing that is only a key', () => {
    const { desk, commands } = open()
    const names = (query: string) => findCommand(commands(), query).map(({ name }) => name)
    expect(names('dial')).toEqual([commandText.dual, 'Dialogue'].toReversed())
    expect(names('hide scene numbers')).toEqual([commandText.numbersOff])
    expect(names('lock the pages')[0]).toBe(lockText.lockPages)
    expect(names('')).not.toContain(commandText.lineBreak)
    expect(names('no such thing')).toEqual([])
    desk.close()
  })

  it('CMD-3 who only reads is offered nothing that writes', () => {
    const { desk, commands } = open()
    const names = commands(false).map(({ name }) => name)
    expect(names).not.toContain(commandText.bold)
    expect(names).not.toContain('Action')
    expect(names).toContain(commandText.pageView)
    desk.close()
  })

  it('CMD-7 on the index cards, which have no caret of the script, only what needs none is offered', () => {
    const { desk, commands } = open(speeches, true)
    const names = commands().map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([commandText.undo, commandText.pageView]))
    expect(names).not.toContain(commandText.bold)
    expect(names).not.toContain('Action')
    expect(commands().find(({ name }) => name === commandText.cards)?.on).toBe(true)
    desk.close()
  })

  it('CMD-4 pairs with the speech before, else the one after, parts again, and never pairs twice', () => {
    const at = open()
    const press = (id: string) => {
      at.desk.caret(id, 1)
      const command = at.commands().find(({ name }) => name === commandText.dual)
      const { view } = at.desk.editor
      return command?.run(view.state, view.dispatch, view)
    }
    expect(press('d2')).toBe(true)
    expect(dualOf(at)).toEqual(['c1', 'd1', 'c2', 'd2'])
    expect(pictureOf(at.desk.doc)).toContain('c2 BEN')
    expect(press('c3')).toBe(false)
    expect(press('d1')).toBe(true)
    expect(dualOf(at)).toEqual([])
    expect(press('c1')).toBe(true)
    expect(dualOf(at)).toEqual(['c1', 'd1', 'c2', 'd2'])
    at.desk.close()
  })

  it('CMD-5 a page begins at the caret, and the break goes again', () => {
    expect(after(['action: One|Two'], beginPage)).toEqual([
      'action: One',
      'page_break:',
      'action: |Two',
    ])
    expect(after(['action: |Two'], beginPage)).toEqual(['page_break:', 'action: |Two'])
    expect(after(['dialogue: Two|'], beginPage)).toEqual([
      'dialogue: Two',
      'page_break:',
      'action: |',
    ])
    expect(after(['action: One', 'page_break:', 'action: |Two'], backspaceKey)).toEqual([
      'action: One',
      'action: |Two',
    ])
  })

  it('CMD-5 what is typed on a break stands below it', () => {
    const state = script(['action: One', 'page_break: |', 'action: Two'])
    const tr = typedTransaction(state, state.selection.from, state.selection.from, 'x')
    expect(tr === null ? null : picture(state.apply(tr))).toEqual([
      'action: One',
      'page_break:',
      'action: x|',
      'action: Two',
    ])
  })

  it('CMD-6 goes on after the further elements as they are written', () => {
    expect(after(['lyrics: La|'], returnKey)).toEqual(['lyrics: La', 'lyrics: |'])
    expect(after(['act_break: ACT TWO|'], returnKey)).toEqual(['act_break: ACT TWO', 'heading: |'])
    expect(after(['note: Ask her|'], returnKey)).toEqual(['note: Ask her', 'action: |'])
  })

  it('CMD-6 a scene intro in a synopsis is text', () => {
    const state = script(['synopsis: INT|'])
    expect(typedTransaction(state, state.selection.from, state.selection.from, '.')).toBe(null)
  })
})
