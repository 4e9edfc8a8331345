import { describe, expect, it } from 'vitest'
import type { EditorState } from 'prosemirror-state'
import { script } from '../testing/ScriptPicture.ts'
import { cueName } from './Cue.ts'
import { completionOf, completionPlugin } from './completionPlugin.ts'
import { parseHeading } from './Heading.ts'
import { suggest } from './Suggestions.ts'

const items = (...lines: string[]) => suggest(script(lines))?.items ?? []
const speech = (name: string) => [`cue: ${name}`, 'dialogue: …']

describe('what is offered', () => {
  it('EDIT-10 names of the script after one character of a cue', () => {
    const lines = ['heading: A', ...speech('MARY'), ...speech('MAX'), ...speech('BOB')]
    expect(items(...lines, 'cue: |')).toEqual([])
    expect(items(...lines, 'cue: m|')).toEqual(['MARY', 'MAX'])
    expect(items(...lines, 'cue: x|')).toEqual([])
  })

  it('EDIT-10 those of the scene first, then those who speak most', () => {
    const far = ['heading: A', ...speech('MAX'), ...speech('MARY'), ...speech('MARY')]
    expect(items(...far, 'heading: B', 'cue: M|')).toEqual(['MARY', 'MAX'])
    expect(items(...far, 'heading: B', ...speech('MAX'), 'cue: M|')).toEqual(['MAX', 'MARY'])
  })

  it('EDIT-10 a name is one name in any case and with any extension', () => {
    expect(cueName('Mary (V.O.) (CONT’D)')).toBe('Mary')
    expect(items('heading: A', ...speech('Mary (V.O.)'), ...speech('MARY'), 'cue: ma|')).toEqual([
      'Mary',
    ])
  })

  it('EDIT-10 a name typed in full is not offered alone, and comes first among longer ones', () => {
    expect(items(...speech('BEN'), 'cue: BEN|')).toEqual([])
    expect(items(...speech('BENNY'), ...speech('BENNY'), ...speech('BEN'), 'cue: BEN|')).toEqual([
      'BEN',
      'BENNY',
    ])
  })

  it('EDIT-11 intros, then locations of the script, then times of day', () => {
    const script = ['heading: INT. KITCHEN - NIGHT', 'heading: EXT. KIOSK - DUSK']
    expect(items(...script, 'heading: I|')).toEqual(['INT.', 'I/E', 'INT./EXT.'])
    expect(items(...script, 'heading: INT. ki|')).toEqual(['KITCHEN', 'KIOSK'])
    expect(items(...script, 'heading: INT. KITCHEN - D|')).toEqual(['DUSK', 'DAY'])
  })

  it('EDIT-11 takes a heading apart', () => {
    expect(parseHeading('INT./EXT. CAR - ON THE ROAD - DAY')).toEqual({
      intro: 'INT./EXT.',
      location: 'CAR - ON THE ROAD',
      time: 'DAY',
    })
    expect(parseHeading('int kitchen')).toEqual({ intro: 'int', location: 'kitchen', time: null })
  })

  it('EDIT-25 extensions after a parenthesis behind a name, transitions in a transition', () => {
    expect(items('cue: MARY (|')).toHaveLength(5)
    expect(items('cue: MARY (O|')).toEqual(['(O.S.)', '(O.C.)'])
    expect(items('cue: MARY (V.O.)|')).toEqual([])
    expect(suggest(script(['cue: MARY (v|']))).toMatchObject({ from: 7, to: 9, tail: '' })
    expect(items('transition: fade|')).toEqual([
      'FADE IN:',
      'FADE OUT.',
      'FADE TO:',
      'FADE TO BLACK.',
    ])
    expect(items('transition: CUT TO:|')).toEqual([])
  })
})

describe('the list', () => {
  const plugin = completionPlugin()
  const typing = (state: EditorState, text: string) => state.apply(state.tr.insertText(text))
  const start = () => script([...speech('MARY'), 'cue: |'], [plugin])

  it('EDIT-12 opens with typing, and not because the caret is there or another writer writes', () => {
    expect(completionOf(start())).toBeNull()
    expect(completionOf(typing(start(), 'm'))?.items).toEqual(['MARY'])
    const state = start()
    expect(
      completionOf(state.apply(state.tr.insertText('m').setMeta('addToHistory', false))),
    ).toBeNull()
  })

  it('EDIT-12 closes when nothing fits', () => {
    expect(completionOf(typing(typing(start(), 'm'), 'z'))).toBeNull()
  })

  it('EDIT-12 names the active option to assistive technology', () => {
    const attributes = plugin.props.attributes
    if (typeof attributes !== 'function') throw new Error('attributes follow the state')
    expect(attributes.call(plugin, typing(start(), 'm'))).toEqual({
      'aria-controls': 'co-completion',
      'aria-activedescendant': 'co-completion-0',
    })
    expect(attributes.call(plugin, start())).toEqual({})
  })
})
