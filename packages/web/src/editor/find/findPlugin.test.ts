import { makeDice } from '@coldopen/core/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { randomEdit } from '../binding/testing/RandomEdits.ts'
import { type Desk, exchange, makeDesk } from '../testing/Desk.ts'
import { goToPlace, replaceAll, replaceOne } from './findCommands.ts'
import { lookFor, placesOf, queryOf, selectedPlace } from './findPlugin.ts'
import { emptyQuery, type FindQuery } from './FindQuery.ts'

const desks: Desk[] = []
const desk = (...args: Parameters<typeof makeDesk>): Desk => {
  const made = makeDesk(...args)
  desks.push(made)
  return made
}
afterEach(() => {
  for (const open of desks.splice(0)) open.close()
})

const ask = ({ editor: { view } }: Desk, text: string, part: Partial<FindQuery> = {}) =>
  view.dispatch(lookFor(view.state, { ...emptyQuery, ...part, text }))

const found = ({ editor: { view } }: Desk): readonly string[] =>
  placesOf(view.state).map(({ from, to }) => view.state.doc.textBetween(from, to))

const selected = ({ editor: { view } }: Desk): number =>
  selectedPlace(view.state, placesOf(view.state))

const script = 'h1 INT. RAIN HOUSE / a1 Rain on rain. / c1 RAINA / d1 Rain? / a2 Dust.'

describe('find', () => {
  it('FIND-1 FIND-4 FIND-5 marks every place, within elements, of one kind if asked', () => {
    const ada = desk(script)
    ask(ada, 'rain')
    expect(found(ada)).toEqual(['RAIN', 'Rain', 'rain', 'RAIN', 'Rain'])
    expect(ada.editor.view.dom.querySelectorAll('.co-found')).toHaveLength(5)
    ask(ada, 'rain', { kind: 'action' })
    expect(found(ada)).toEqual(['Rain', 'rain'])
    ask(ada, 'rain. raina')
    expect(found(ada)).toEqual([])
    ask(ada, '')
    expect(ada.editor.view.dom.querySelectorAll('.co-found')).toHaveLength(0)
  })

  it('FIND-6 goes round, and says which place is selected', () => {
    const ada = desk(script)
    ask(ada, 'rain', { kind: 'action' })
    expect(selected(ada)).toBe(-1)
    for (const [direction, at] of [
      [1, 0],
      [1, 1],
      [1, 0],
      [-1, 1],
      [-1, 0],
    ] as const) {
      goToPlace(ada.editor.view, direction)
      expect(selected(ada)).toBe(at)
    }
    expect(ada.editor.view.dom.querySelectorAll('.co-found-here')).toHaveLength(1)
    ada.caret('a2', 2)
    goToPlace(ada.editor.view, -1)
    expect(selected(ada)).toBe(1)
  })

  it('FIND-5 follows every edit of anyone: the same places as if looked for anew', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const dice = makeDice(seed)
      const [ada, ben] = [desk(script, 1), desk(script, 2)]
      ask(ada, dice.pick(['ai', 'n', 'e ', 'Z']), { kind: dice.pick([null, 'action']) })
      for (let step = 0; step < 25; step += 1) {
        const writer = dice.pick([ada, ben])
        const { view, binding } = writer.editor
        randomEdit({ doc: writer.doc, view, binding }, dice)
        if (dice.next() < 0.3) exchange(ada, ben)
        const { state } = ada.editor.view
        const followed = placesOf(state)
        const anew = state.apply(lookFor(state, queryOf(state)))
        expect(followed, `seed ${seed}, step ${step}`).toEqual(placesOf(anew))
      }
    }
  })
})

describe('replace', () => {
  it('FIND-7 FIND-9 replaces the selected place, keeps its marks, and goes on', () => {
    const ada = desk(script)
    const { view } = ada.editor
    ask(ada, 'rain', { kind: 'action' })
    replaceOne(ada.editor, 'snow')
    expect(ada.picture()[1]).toBe('action: |Rain| on rain.')
    ada.press('b', { ctrl: true })
    replaceOne(ada.editor, 'Snow')
    expect(ada.picture()[1]).toBe('action: Snow on |rain|.')
    expect(view.dom.querySelector('strong')?.textContent).toBe('Snow')
    replaceOne(ada.editor, 'snow')
    expect(ada.picture()[1]).toContain('Snow on snow')
    ask(ada, 'raina')
    goToPlace(view, 1)
    replaceOne(ada.editor, 'Mia')
    expect(ada.picture()[2]).toContain('cue: MIA')
  })

  it('FIND-8 replaces all in one change that one undo takes back, beside what others write', () => {
    const [ada, ben] = [desk(script, 1), desk(script, 2)]
    const { view, binding } = ada.editor
    ask(ada, 'rain')
    ben.caret('a1', 8)
    ben.type('the ')
    expect(replaceAll(ada.editor, 'Snow')).toBe(5)
    exchange(ada, ben)
    expect(ben.picture().map((line) => line.replaceAll('|', ''))).toEqual([
      'heading: INT. SNOW HOUSE',
      'action: Snow on the Snow.',
      'cue: SNOWA',
      'dialogue: Snow?',
      'action: Dust.',
    ])
    expect(ada.picture().map((line) => line.replaceAll('|', ''))[1]).toBe(
      'action: Snow on the Snow.',
    )
    expect(replaceAll(ada.editor, 'x')).toBe(0)
    binding.undo(view.state, view.dispatch)
    exchange(ada, ben)
    expect(ben.picture().map((line) => line.replaceAll('|', ''))[1]).toBe(
      'action: Rain on the rain.',
    )
  })

  it('FIND-8 leaves alone what says that already', () => {
    const ada = desk(script)
    ask(ada, 'dust')
    expect(replaceAll(ada.editor, 'Dust')).toBe(0)
    expect(replaceAll(ada.editor, '')).toBe(1)
    expect(ada.picture().at(-1)).toBe('action: .')
  })
})
