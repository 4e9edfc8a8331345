import { readWords, setLanguage, setWord } from '@coldopen/core/screenplay'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { allCommands } from '../commands/commandTable.ts'
import { commandText } from '../commands/commandText.ts'
import { type Desk, exchange, makeDesk } from '../testing/Desk.ts'
import { SpellingUnavailable, type OpenChecker } from './SpellChecker.ts'
import { chooseSpelling, ignoreWord } from './spellingPlugin.ts'
import { markedWords, spellingOf } from './spellingState.ts'
import { openHere } from './testing/openHere.ts'

const desks: Desk[] = []
afterEach(() => {
  for (const desk of desks.splice(0)) desk.close()
})

const open = (script: string, openChecker: OpenChecker = openHere([]), client = 1): Desk => {
  const desk = makeDesk(script, client, () => true, openChecker)
  desks.push(desk)
  chooseSpelling(desk.editor.view, 'coldopen')
  return desk
}

const marked = ({ editor }: Desk) => markedWords(editor.view.state).map(({ word }) => word)

const shows = (desk: Desk, words: readonly string[]) =>
  vi.waitFor(() => expect(marked(desk)).toEqual(words), { timeout: 20_000, interval: 20 })

const press = (desk: Desk, name: string): boolean | undefined => {
  const parts = {
    editor: desk.editor,
    find: () => undefined,
    open: () => undefined,
    toggleNavigator: () => undefined,
    showList: () => undefined,
    onCards: false,
    showCards: () => undefined,
    comment: () => undefined,
    visitComments: () => undefined,
  }
  const { view } = desk.editor
  const found = allCommands(parts, true).find((command) => command.name === name)
  return found?.run(view.state, view.dispatch, view)
}

describe('marked words', () => {
  it('SPELL-1 SPELL-2 are mistakes in prose, and never names, places or capitals', async () => {
    const desk = open(
      'h1 INT. ZYRKON TOWER - NIGHT / a1 QUIBB runs teh stairs. Quibb and quibb. / c1 VREELA (V.O.) / d1 Zyrkon is Vreela’s hoome.',
    )
    await shows(desk, ['teh', 'quibb', 'hoome'])
  })

  it('SPELL-2 a cue written later takes the mark off its name', async () => {
    const desk = open('h1 INT. HOUSE / a1 Vreela waits. / c1 ADA / d1 Yes.')
    await shows(desk, ['Vreela'])
    desk.caret('c1', 3)
    desk.type(' VREELA')
    await shows(desk, [])
  })

  it('SPELL-3 a word of the script is accepted by all who write in it, until it is taken out', async () => {
    const ada = open('h1 INT. HOUSE / a1 They frell it. They frelled.')
    const ben = open('h1 INT. HOUSE / a1 They frell it. They frelled.', openHere([]), 2)
    await shows(ada, ['frell', 'frelled'])
    await shows(ben, ['frell', 'frelled'])
    setWord(ben.doc, 'Frell', true)
    exchange(ada, ben)
    expect(readWords(ada.doc)).toEqual(['Frell'])
    await shows(ada, ['frelled'])
    setWord(ada.doc, 'Frell', false)
    await shows(ada, ['frell', 'frelled'])
  })

  it('SPELL-3 an ignored word is ignored here alone', async () => {
    const desk = open('h1 INT. HOUSE / a1 They frell it.')
    await shows(desk, ['frell'])
    ignoreWord(desk.editor.view, 'frell')
    await shows(desk, [])
    expect(readWords(desk.doc)).toEqual([])
  })

  it('SPELL-5 a word is asked for once, and the one at the caret waits', async () => {
    const asked: string[] = []
    const desk = open('h1 INT. HOUSE / a1 Rain falls. / a2 Rain.', openHere(asked))
    await vi.waitFor(() => expect(asked.toSorted()).toEqual(['Rain', 'falls']), 20_000)
    desk.caret('a2', 5)
    desk.type(' falls on teh')
    await vi.waitFor(() => expect(asked).toContain('teh'), 20_000)
    expect(asked.filter((word) => word === 'falls')).toHaveLength(1)
    await vi.waitFor(
      () => expect(spellingOf(desk.editor.view.state).held?.word).toBe('teh'),
      20_000,
    )
    expect(marked(desk)).toEqual([])
    desk.caret('a1', 0)
    await shows(desk, ['teh'])
    desk.caret('a2', 0)
    desk.type('Oh. ')
    expect(marked(desk)).toEqual(['teh'])
  })
})

describe('suggestions', () => {
  it('SPELL-6 the next marked word is selected, round the end, and the one at the caret is found', async () => {
    const desk = open('h1 INT. HOUSE / a1 Teh rain. / a2 Recieve it.')
    await shows(desk, ['Teh', 'Recieve'])
    const menu = () => spellingOf(desk.editor.view.state).menu?.word
    desk.caret('a1', 8)
    press(desk, commandText.spellingHelp)
    expect(menu()).toBe(undefined)
    press(desk, commandText.nextMisspelt)
    expect([menu(), desk.picture()[2]]).toEqual(['Recieve', 'action: |Recieve| it.'])
    press(desk, commandText.nextMisspelt)
    expect(menu()).toBe('Teh')
    desk.caret('a2', 2)
    expect(press(desk, commandText.spellingHelp)).toBe(true)
    expect(menu()).toBe('Recieve')
  })

  it('SPELL-7 the menu’s word moves with its text, and closes when somebody changes it', async () => {
    const desk = open('h1 INT. HOUSE / a1 Teh rain.')
    await shows(desk, ['Teh'])
    press(desk, commandText.nextMisspelt)
    const { view } = desk.editor
    const menu = () => spellingOf(view.state).menu
    const before = menu()
    view.dispatch(view.state.tr.insertText('Oh. ', before?.from))
    expect(menu()?.from).toBe((before?.from ?? 0) + 4)
    view.dispatch(view.state.tr.insertText('r', (menu()?.from ?? 0) + 1))
    expect(menu()).toBe(null)
  })
})

describe('who checks', () => {
  it('SPELL-8 one at a time: this program, the browser, nobody', async () => {
    const desk = open('h1 INT. HOUSE / a1 Teh rain.')
    const native = () => desk.editor.view.dom.getAttribute('spellcheck')
    await shows(desk, ['Teh'])
    expect(native()).toBe('false')
    chooseSpelling(desk.editor.view, 'browser')
    expect(native()).toBe('true')
    await shows(desk, [])
    chooseSpelling(desk.editor.view, 'off')
    expect(native()).toBe('false')
  })

  it('SPELL-9 a script in another language is left to the browser', async () => {
    const desk = open('h1 INT. HOUSE / a1 The colour of rain.')
    await shows(desk, ['colour'])
    setLanguage(desk.doc, 'en-GB')
    await shows(desk, [])
    setLanguage(desk.doc, 'und')
    expect(desk.editor.view.dom.getAttribute('spellcheck')).toBe('true')
  })

  it('SPELL-10 without a dictionary the browser checks', async () => {
    const desk = open('h1 INT. HOUSE / a1 Teh rain.', () => ({
      unknown: () => Promise.reject(new SpellingUnavailable('offline')),
      suggest: () => Promise.reject(new SpellingUnavailable('offline')),
      close: () => undefined,
    }))
    const native = () => desk.editor.view.dom.getAttribute('spellcheck')
    await vi.waitFor(() => expect(native()).toBe('true'), 20_000)
    expect(marked(desk)).toEqual([])
  })
})
