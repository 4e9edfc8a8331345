import type { BlockId } from '@coldopen/core/id'
import { insertBlocks, moveScene, readScript } from '@coldopen/core/screenplay'
import { block, pictureOf } from '@coldopen/core/testing'
import { MemoryRouter, Route } from '@solidjs/router'
import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, describe, expect, it } from 'vitest'
import { sceneCards } from '../navigator/SceneCard.ts'
import { makeDesk } from '../testing/Desk.ts'
import { indexCards } from './IndexCard.ts'
import IndexCards from './IndexCards.tsx'
import type { ProductionCards } from './ProductionCards.ts'

const picture =
  'a1 FADE IN: / h1 INT. HOUSE / s1:synopsis She waits. / a2 Rain. / c1 Mary (V.O.) / d1 Yes. / h2 EXT. ROAD / a3 Dust. / h3 INT. BAR'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0).toReversed()) clean()
})

const show = (
  editable = true,
  production?: ProductionCards,
  numbers: ReadonlyMap<BlockId, string> | null = null,
) => {
  const desk = makeDesk(picture, 1, () => editable)
  const { editor } = desk
  const [doc, setDoc] = createSignal(editor.view.state.doc)
  editor.view.setProps({
    dispatchTransaction: (tr) => {
      editor.view.updateState(editor.view.state.apply(tr))
      setDoc(editor.view.state.doc)
    },
  })
  const opened: number[] = []
  const root = document.createElement('div')
  document.body.append(root)
  const undo = render(
    () => (
      <MemoryRouter>
        <Route
          path="*"
          component={() => (
            <IndexCards
              editor={editor}
              doc={doc()}
              scenes={sceneCards(doc())}
              lengths={new Map([['h1', '2/8']])}
              numbers={numbers}
              editable={editable}
              current={0}
              production={production === undefined ? undefined : () => production}
              onOpen={(index) => opened.push(index)}
            />
          )}
        />
      </MemoryRouter>
    ),
    root,
  )
  cleanups.push(
    () => desk.close(),
    undo,
    () => root.remove(),
  )
  const cards = () => [...root.querySelectorAll('li')]
  const labels = () => cards().map((card) => card.getAttribute('aria-label'))
  const named = <E extends HTMLElement>(name: string) =>
    root.querySelector<E>(`[aria-label="${name}"]`)!
  const write = (name: string, text: string) => {
    const field = named<HTMLTextAreaElement>(name)
    field.value = text
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  const choose = (menu: string, item: string) => {
    const button = named(menu)
    button.click()
    const list = root.querySelector(`[role=menu][aria-label="${menu}"]`)!
    list.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState: 'open' }))
    const found = [...list.querySelectorAll<HTMLElement>('[role=menuitem]')].find(
      ({ textContent }) => textContent === item,
    )
    if (found === undefined) throw new Error(`${menu} has no ${item}`)
    Object.assign(list, { hidePopover: () => undefined })
    found.click()
  }
  return { desk, root, cards, labels, named, write, choose, opened }
}

describe('the index cards', () => {
  it('CARDS-1 show number, heading, synopsis, length and who speaks, a card per scene', () => {
    const { cards, labels, named } = show()
    expect(labels()).toEqual(['Scene 1: INT. HOUSE', 'Scene 2: EXT. ROAD', 'Scene 3: INT. BAR'])
    expect(named<HTMLTextAreaElement>('What happens in scene 1').value).toBe('She waits.')
    expect(cards()[0]?.textContent).toContain('2/8')
    expect(cards()[0]?.querySelector('.co-card-speakers')?.textContent).toBe('Mary')
  })

  it('CARDS-1 locked numbers are those of the cards', () => {
    const { labels } = show(true, undefined, new Map([[block('h2'), '1A']]))
    expect(labels()[1]).toBe('Scene 1A: EXT. ROAD')
  })

  it('CARDS-1 a change draws the cards it changed, and a moved card stays the same element', () => {
    const { desk, cards, labels } = show()
    const before = indexCards(desk.editor.view.state.doc)
    const [first, second, third] = cards()
    desk.caret('a2', 2)
    desk.type('x')
    expect(indexCards(desk.editor.view.state.doc, before)).toBe(before)
    moveScene(desk.editor.binding.script, block('h3'), block('h1'))
    expect(cards()).toEqual([third, first, second])
    expect(labels()[0]).toBe('Scene 1: INT. BAR')
  })

  it('CARDS-2 what is written on a card is in the script, and one step of its undo', () => {
    const { desk, write } = show()
    write('What happens in scene 2', 'D')
    write('What happens in scene 2', 'Dust\nand heat.')
    write('Heading of scene 3', 'INT. BAR - NIGHT')
    write('What happens in scene 1', '')
    const kinds = readScript(desk.doc).map(({ kind, text }) => `${kind} ${text}`)
    expect(kinds.filter((line) => line.startsWith('synopsis'))).toEqual([
      'synopsis Dust',
      'synopsis and heat.',
    ])
    expect(pictureOf(desk.doc)).toContain('h3 INT. BAR - NIGHT')
    const { view, binding } = desk.editor
    const back = () => binding.undo(view.state, view.dispatch, view)
    expect([back(), back(), back()]).toEqual([true, true, true])
    expect(pictureOf(desk.doc)).toBe(picture)
  })

  it('CARDS-2 what others write is on the card', () => {
    const { desk, named } = show()
    const { script } = desk.editor.binding
    insertBlocks(script, block('s1'), [{ kind: 'synopsis', text: 'He comes.' }])
    expect(named<HTMLTextAreaElement>('What happens in scene 1').value).toBe(
      'She waits.\nHe comes.',
    )
  })

  it('CARDS-3 moves with the arrow keys of its handle, says its place, and goes to the text', () => {
    const { root, named, labels, opened } = show()
    const press = (name: string, key: string) =>
      named(name).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    press('Move scene 3: arrow keys', 'ArrowLeft')
    expect(labels()).toEqual(['Scene 1: INT. HOUSE', 'Scene 2: INT. BAR', 'Scene 3: EXT. ROAD'])
    expect(root.querySelector('[role=status]')?.textContent).toBe('INT. BAR is now scene 2 of 3.')
    press('Move scene 1: arrow keys', 'ArrowUp')
    expect(labels()[0]).toBe('Scene 1: INT. HOUSE')
    named('Go to scene 2 in the script').click()
    expect(opened).toEqual([2])
  })

  it('CARDS-4 a new scene stands after the card it was asked from, or at the end, with the focus', () => {
    const { root, labels, choose } = show()
    choose('Actions for scene 1', 'New scene after this one')
    expect(labels()[1]).toBe('Scene 2: Untitled scene')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Heading of scene 2')
    root.querySelector<HTMLElement>('.co-cards-add')?.click()
    expect(labels().at(-1)).toBe('Scene 5: Untitled scene')
  })

  it('CARDS-4 a card is marked with a colour', () => {
    const { cards, choose } = show()
    choose('Actions for scene 2', 'Mark blue')
    expect(cards()[1]?.dataset['colour']).toBe('blue')
    choose('Actions for scene 2', 'Take the mark off')
    expect(cards()[1]?.dataset['colour']).toBeUndefined()
  })

  it('CARDS-4 who only reads is offered no change', () => {
    const { root } = show(false)
    expect(root.querySelector('.co-card-handle, .co-cards-add')).toBeNull()
    expect([...root.querySelectorAll('textarea')].every(({ readOnly }) => readOnly)).toBe(true)
  })

  it('CARDS-5 a scene with a production card leads to it, one without can be given one', () => {
    const made: string[] = []
    const { root, choose } = show(true, {
      addressOf: (heading) => (heading === 'h1' ? '/project/p/scenes?card=c' : null),
      make: (heading) => made.push(heading),
    })
    const links = [...root.querySelectorAll('a')].map((link) => link.getAttribute('href'))
    expect(links).toEqual(['/project/p/scenes?card=c'])
    choose('Actions for scene 2', 'Make a production card')
    expect(made).toEqual(['h2'])
  })
})
