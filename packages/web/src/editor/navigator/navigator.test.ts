import type { EditorState } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import { script } from '../testing/ScriptPicture.ts'
import { peopleByScene, samePeople } from './peopleByScene.ts'
import { sceneCards } from './SceneCard.ts'
import { colourScene, sceneColour, type SceneColour } from './SceneColour.ts'
import { filteredScenes, filterOffers, filterWords } from './sceneFilter.ts'
import { moveBefore, moveByOne } from './SceneMove.ts'

const four = () =>
  script(['action: FADE IN:', 'heading: ONE', 'action: Rain.', 'heading: TWO', 'heading: THREE'])

describe('scene cards', () => {
  it('EDIT-30 show heading and first line of action, in order', () => {
    const state = script([
      'heading: ONE',
      'cue: MARY',
      'dialogue: Hi',
      'action: Rain\nand wind.',
      'heading: TWO',
    ])
    expect(sceneCards(state.doc)).toEqual([
      { id: 'a', heading: 'ONE', action: 'Rain', numbered: true, colour: null },
      { id: 'e', heading: 'TWO', action: '', numbered: true, colour: null },
    ])
  })

  it('EDIT-30 text before the first heading is shown, and has no number', () => {
    expect(sceneCards(four().doc)[0]).toEqual({
      id: 'a',
      heading: '',
      action: 'FADE IN:',
      numbered: false,
      colour: null,
    })
  })

  it('EDIT-31 a change that shows nothing new gives the same list, one that does only a new card', () => {
    const state = script(['heading: ONE', 'action: Rain.', 'dialogue: x', 'heading: TWO'])
    const before = sceneCards(state.doc)
    const typedInDialogue = state.tr.insertText('y', 16).doc
    expect(sceneCards(typedInDialogue, before)).toBe(before)
    const typedInHeading = state.tr.insertText('!', 5).doc
    const after = sceneCards(typedInHeading, before)
    expect(after[0]?.heading).toBe('ONE!')
    expect(after[1]).toBe(before[1])
  })

  it('EDIT-31 moved scenes keep their cards', () => {
    const before = sceneCards(script(['heading: ONE', 'heading: TWO']).doc)
    const [one, two] = [...script(['heading: ONE', 'heading: TWO']).doc.content.content]
    const doc = script(['heading: x']).doc.type.create(null, [two!, one!])
    const after = sceneCards(doc, before)
    expect(after[0]).toBe(before[1])
    expect(after[1]).toBe(before[0])
  })
})

describe('moving scenes', () => {
  const cards = sceneCards(four().doc)

  it('EDIT-32 one place up or down', () => {
    expect(moveByOne(cards, 2, -1)).toEqual({ head: 'd', before: 'b', place: 1 })
    expect(moveByOne(cards, 1, 1)).toEqual({ head: 'b', before: 'e', place: 2 })
    expect(moveByOne(cards, 2, 1)).toEqual({ head: 'd', before: null, place: 3 })
  })

  it('EDIT-32 nothing moves above the text before the first scene, nor that text itself', () => {
    expect(moveByOne(cards, 1, -1)).toBeNull()
    expect(moveBefore(cards, 0, 3)).toBeNull()
    expect(moveBefore(cards, 3, 0)).toEqual({ head: 'e', before: 'b', place: 1 })
  })

  it('EDIT-32 dropping a scene where it is moves nothing', () => {
    expect(moveBefore(cards, 2, 2)).toBeNull()
    expect(moveBefore(cards, 2, 3)).toBeNull()
    expect(moveByOne(cards, 3, 1)).toBeNull()
  })
})

describe('who is in which scene', () => {
  it('EDIT-33 by the scene the head of their selection is in', () => {
    const { doc } = four()
    const at = (client: number, head: number) => ({
      client,
      name: `W${client}`,
      colour: 'red',
      anchor: 2,
      head,
    })
    const people = peopleByScene(doc, [at(1, 2), at(2, doc.content.size - 3)])
    expect([...people.keys()]).toEqual(['a', 'e'])
    expect(samePeople(people, peopleByScene(doc, [at(1, 4), at(2, doc.content.size - 3)]))).toBe(
      true,
    )
    expect(samePeople(people, peopleByScene(doc, [at(1, 4), at(2, 4)]))).toBe(false)
  })
})

describe('filtering scenes', () => {
  const doc = script([
    'action: FADE IN:',
    'heading: INT. KITCHEN - NIGHT',
    'cue: Kate (V.O.)',
    'dialogue: Hello.',
    'heading: EXT. ROAD - NIGHT',
    'cue: JOE',
    'dialogue: Kitchen?',
  ]).doc
  const left = (typed: string) => filteredScenes(doc, filterWords(typed))

  it('EDIT-34 by every word, in headings and among speakers', () => {
    expect(left('  ')).toBeNull()
    expect([...(left('night') ?? [])]).toEqual(['b', 'e'])
    expect([...(left('night kate') ?? [])]).toEqual(['b'])
    expect([...(left('ext') ?? [])]).toEqual(['e'])
    expect([...(left('kitchen joe') ?? [])]).toEqual([])
  })

  it('EDIT-34 offers intros, speakers and locations', () => {
    expect(filterOffers(doc)).toEqual(
      expect.arrayContaining(['INT.', 'EXT.', 'JOE', 'KATE', 'KITCHEN', 'ROAD']),
    )
  })
})

describe('marking scenes', () => {
  it('EDIT-35 marks the scene of the caret, and takes the mark off; other registers stay', () => {
    const plain = script(['action: FADE IN:', 'heading: ONE', 'action: Rain|.'])
    const attrs = (state: EditorState) => state.doc.child(1).firstChild?.attrs.attrs as unknown
    const run = (state: EditorState, colour: SceneColour | null) => {
      let after = state
      colourScene(colour)(state, (tr) => {
        after = state.apply(tr)
      })
      return after
    }
    const numbered = plain.apply(plain.tr.setNodeAttribute(13, 'attrs', { number: '7' }))
    const red = run(numbered, 'red')
    expect(attrs(red)).toEqual({ number: '7', color: 'red' })
    expect(sceneCards(red.doc)[1]?.colour).toBe('red')
    expect(attrs(run(red, null))).toEqual({ number: '7' })
  })

  it('EDIT-35 text before the first heading has none; a name not known is not shown', () => {
    expect(colourScene('red')(script(['action: FADE| IN:', 'heading: ONE']))).toBe(false)
    expect(sceneColour({ color: 'ultraviolet' })).toBeNull()
  })
})
