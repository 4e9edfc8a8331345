import { numbered, readScript } from '@coldopen/core/screenplay'
import { describe, expect, it } from 'vitest'
import { command } from '../keymap/Edit.ts'
import { makeDesk } from '../testing/Desk.ts'
import { numberScenes, unnumberScenes } from './numberScenes.ts'

describe('scene numbers', () => {
  it('NUM-1 count from 1 where no scene has a number', () => {
    expect(numbered([null, null, null])).toEqual(['1', '2', '3'])
  })

  it('NUM-2 stay as they are; a scene after 7 becomes 7A, one before the first A1', () => {
    expect(numbered([null, null, '7', null, null, '8', null])).toEqual([
      'A7',
      'B7',
      '7',
      '7A',
      '7B',
      '8',
      '8A',
    ])
    expect(numbered(['1', null, '1A', null])).toEqual(['1', 'A1A', '1A', '1B'])
  })

  it('NUM-2 leave out I and O', () => {
    const inserted = numbered(['1', ...Array.from({ length: 15 }, () => null)])
    expect(inserted.slice(8, 10)).toEqual(['1H', '1J'])
    expect(inserted).not.toContain('1O')
  })

  it('NUM-3 are given to the whole script in one step, are in the document, and go again', () => {
    const desk = makeDesk('h1 INT. A / a1 One. / h2 INT. B / a2 Two. / h3 INT. C')
    const { view } = desk.editor
    const numbers = () =>
      readScript(desk.doc)
        .filter(({ kind }) => kind === 'scene_heading')
        .map(({ attrs }) => attrs['number'])
    expect(command(numberScenes)(view.state, view.dispatch)).toBe(true)
    expect(numbers()).toEqual(['1', '2', '3'])
    expect(command(numberScenes)(view.state, view.dispatch)).toBe(false)
    expect(view.dom.querySelector<HTMLElement>('.co-scene')?.dataset['number']).toBe('1')
    desk.press('z', { ctrl: true })
    expect(numbers()).toEqual([undefined, undefined, undefined])
    command(numberScenes)(view.state, view.dispatch)
    command(unnumberScenes)(view.state, view.dispatch)
    expect(numbers()).toEqual([undefined, undefined, undefined])
    desk.close()
  })
})
