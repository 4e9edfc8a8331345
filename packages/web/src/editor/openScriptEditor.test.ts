import { pictureOf } from '@coldopen/core/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { toasts } from '../runtime/Toasts.ts'
import { remoteCaretsOf } from './carets/remoteCarets.ts'
import { exchange, makeDesk, type Desk } from './testing/Desk.ts'

const desks: Desk[] = []
const desk = (...args: Parameters<typeof makeDesk>): Desk => {
  const made = makeDesk(...args)
  desks.push(made)
  return made
}
afterEach(() => {
  for (const open of desks.splice(0)) open.close()
})

const short = 'h1 INT. HOUSE / a1 Rain falls. / h2 EXT. ROAD / a2 Dust.'

describe('an open editor', () => {
  it('EDIT-1 EDIT-7 writes a scene from nothing with the keys a writer presses', () => {
    const ada = desk('')
    ada.type('int. house - day')
    ada.press('Enter')
    ada.type('Rain.')
    ada.press('Enter')
    ada.press('Tab')
    ada.type('Mary')
    ada.press('Enter')
    ada.type('(')
    ada.type('softly')
    ada.press('Enter')
    ada.type('Yes.')
    ada.press('Enter')
    ada.type('CUT TO:')
    ada.press('Enter')
    expect(ada.picture()).toEqual([
      'heading: int. house - day',
      'action: Rain.',
      'cue: Mary',
      'parenthetical: (softly)',
      'dialogue: Yes.',
      'transition: CUT TO:',
      'heading: |',
    ])
  })

  it('EDIT-14 toggles marks', () => {
    const ada = desk(short)
    ada.caret('a1', 0)
    ada.press('b', { ctrl: true })
    ada.type('x')
    expect(ada.editor.view.dom.querySelector('strong')?.textContent).toBe('x')
  })

  it('EDIT-51 a reader’s keys change nothing', () => {
    const reader = desk(short, 1, () => false)
    const before = reader.picture()
    reader.press('Enter')
    reader.press('Tab')
    reader.type('x')
    expect(reader.picture()).toEqual(before)
    expect(reader.editor.view.dom.getAttribute('aria-readonly')).toBe('true')
  })

  it('EDIT-12 Return takes the active name and goes on to the dialogue', () => {
    const ada = desk('h1 INT. HOUSE / c1 MARY / d1 Yes. / c2 MAX / d2 No. / c3 ')
    ada.caret('c3', 0)
    ada.type('m')
    ada.press('ArrowDown')
    ada.press('Enter')
    ada.type('Well')
    expect(ada.picture().slice(-2)).toEqual(['cue: MAX', 'dialogue: Well|'])
  })

  it('EDIT-15 Ctrl+Down and Ctrl+Up go from scene to scene, Ctrl+End to the end', () => {
    const ada = desk(short)
    ada.caret('a1', 3)
    ada.press('ArrowDown', { ctrl: true })
    expect(ada.picture()[2]).toBe('heading: |EXT. ROAD')
    ada.press('ArrowUp', { ctrl: true })
    expect(ada.picture()[0]).toBe('heading: |INT. HOUSE')
    ada.press('End', { ctrl: true })
    expect(ada.picture()[3]).toBe('action: Dust.|')
  })

  it('EDIT-52 Tab leaves the script after Escape, and only right after', () => {
    const ada = desk(short)
    ada.caret('a1', 11)
    ada.press('Escape')
    ada.press('Tab')
    expect(ada.picture()).toHaveLength(4)
    ada.caret('a1', 11)
    ada.press('Tab')
    expect(ada.picture()[2]).toBe('cue: |')
  })

  it('EDIT-24 a paste over the limit is refused and changes nothing', () => {
    const ada = desk(short)
    const before = ada.picture()
    ada.paste({ text: 'x'.repeat(200_001) })
    ada.paste({ text: 'line\n'.repeat(4_001) })
    expect(ada.picture()).toEqual(before)
    expect(toasts().map(({ bad }) => bad)).toEqual([true, true])
  })

  it('EDIT-16 EDIT-18 a pasted screenplay becomes elements where the caret is by then', async () => {
    const ada = desk(short)
    ada.caret('a1', 11)
    ada.paste({ text: 'INT. BARN - DAY\n\nHay.\n\nMARY\nHere.\n' })
    await expect.poll(() => ada.picture()).toHaveLength(8)
    expect(ada.picture()).toEqual([
      'heading: INT. HOUSE',
      'action: Rain falls.',
      'heading: INT. BARN - DAY',
      'action: Hay.',
      'cue: MARY',
      'dialogue: Here.|',
      'heading: EXT. ROAD',
      'action: Dust.',
    ])
  })

  it('EDIT-18 one pasted line goes into the element at the caret', () => {
    const ada = desk(short)
    ada.caret('a1', 5)
    ada.paste({ text: 'still ', html: '<i>still </i>never ' })
    expect(ada.picture()[1]).toBe('action: Rain still never|falls.')
  })
})

describe('the caret of another', () => {
  const placeOf = (of: Desk): readonly [string, number] => {
    const { state } = of.editor.view
    const head = remoteCaretsOf(state)?.placed[0]?.head
    if (head === undefined) throw new Error('No caret of another is shown')
    const $head = state.doc.resolve(head)
    return [$head.parent.textContent, $head.parentOffset]
  }
  /** Ada's desk and Bob's, with Bob's caret in `Rain falls.` before the f. */
  const two = async (): Promise<readonly [Desk, Desk]> => {
    const [ada, bob] = [desk(short, 1), desk(short, 2)]
    exchange(ada, bob)
    bob.caret('a1', 5)
    bob.editor.view.focus()
    await expect
      .poll(() => {
        exchange(bob, ada)
        return placeOf(ada)
      })
      .toEqual(['Rain falls.', 5])
    return [ada, bob]
  }

  it('EDIT-44 stays with its text while this writer types, splits and joins before it', async () => {
    const [ada] = await two()
    ada.caret('a1', 0)
    ada.type('Now ')
    expect(placeOf(ada)).toEqual(['Now Rain falls.', 9])
    ada.press('Enter')
    expect(placeOf(ada)).toEqual(['Rain falls.', 5])
    ada.press('Backspace')
    expect(placeOf(ada)).toEqual(['Now Rain falls.', 9])
  })

  it('EDIT-44 stays with its text when its scene moves', async () => {
    const [ada, bob] = await two()
    ada.editor.binding.moveScene('h2', 'h1')
    expect(placeOf(ada)).toEqual(['Rain falls.', 5])
    bob.editor.binding.moveScene('h1', null)
    exchange(bob, ada)
    expect(pictureOf(ada.doc)).toBe(pictureOf(bob.doc))
    expect(placeOf(ada)).toEqual(['Rain falls.', 5])
  })

  it('EDIT-44 stays with its text when a third writes before it', async () => {
    const [ada] = await two()
    const cleo = desk(short, 3)
    exchange(ada, cleo)
    cleo.caret('a1', 0)
    cleo.type('So ')
    exchange(cleo, ada)
    expect(placeOf(ada)).toEqual(['So Rain falls.', 8])
  })

  it('EDIT-41 EDIT-43 is drawn with its name, and taken away when its writer leaves', async () => {
    const [ada, bob] = await two()
    expect(ada.editor.view.dom.querySelector('.co-caret-flag')?.textContent).toBe('Someone')
    bob.editor.view.destroy()
    exchange(bob, ada)
    await expect.poll(() => ada.editor.view.dom.querySelector('.co-caret')).toBeNull()
  })
})
