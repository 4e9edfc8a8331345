import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { origins } from '../document/Origin.ts'
import { receive } from '../document/Receive.ts'
import { seededIds } from '../testing/SeededIds.ts'
import { createSceneCard, editSceneCard } from './EditSceneCard.ts'
import { nameMap } from './NameList.ts'
import { readSceneCard, type SceneCard, sceneMap } from './SceneCard.ts'

const card: SceneCard = {
  prompt: 'A rope bridge in the rain',
  duration: 12.5,
  sceneType: 'action',
  shotType: 'wide',
  location: 'GORGE',
  tone: 'tense',
  characters: ['MIRA', 'JON'],
  props: ['rope', 'lamp'],
  from: { screenplay: '0191f7a0-0000-7000-8000-000000000001', heading: 'abcdefghijk' },
}

const made = (seed = 1): Y.Doc => {
  const doc = new Y.Doc()
  createSceneCard(doc, card, seededIds(seed))
  return doc
}

const copy = (doc: Y.Doc): Y.Doc => {
  const other = new Y.Doc()
  receive(other, Y.encodeStateAsUpdate(doc), origins.remote)
  return other
}

const merge = (a: Y.Doc, b: Y.Doc): void => {
  receive(a, Y.encodeStateAsUpdate(b), origins.remote)
  receive(b, Y.encodeStateAsUpdate(a), origins.remote)
  expect(readSceneCard(a)).toEqual(readSceneCard(b))
}

describe('scene cards', () => {
  it('CARD-1 a card reads as written, and an edit changes what it names', () => {
    const doc = made()
    expect(readSceneCard(doc)).toEqual(card)
    const change = { duration: 9, characters: ['ANA', 'MIRA', ' '], from: null }
    editSceneCard(doc, change, seededIds(2))
    expect(readSceneCard(doc)).toEqual({ ...card, ...change, characters: ['ANA', 'MIRA'] })
    const before = Y.encodeStateAsUpdate(doc)
    editSceneCard(doc, { ...change, characters: ['ANA', 'MIRA'] }, seededIds(3))
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it('CARD-2 two writers in one prompt', () => {
    const [a, b] = [made(), copy(made())]
    const joined = copy(a)
    editSceneCard(a, { prompt: 'A long rope bridge in the rain' }, seededIds(2))
    editSceneCard(joined, { prompt: 'A rope bridge in the rain at night' }, seededIds(3))
    merge(a, joined)
    expect(readSceneCard(a).prompt).toBe('A long rope bridge in the rain at night')
    expect(readSceneCard(b).prompt).toBe(card.prompt)
  })

  it('CARD-3 names added by two people', () => {
    const a = made()
    const b = copy(a)
    editSceneCard(a, { props: ['rope', 'lamp', 'knife'] }, seededIds(2))
    editSceneCard(b, { props: ['lamp', 'knife', 'map'] }, seededIds(3))
    merge(a, b)
    expect(readSceneCard(a).props.toSorted()).toEqual(['knife', 'lamp', 'map'])
  })

  it('CARD-4 reading is total and a bad duration is refused', () => {
    const doc = made()
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, -1, '12', null]) {
      doc.transact(() => sceneMap(doc).set('duration', bad))
      expect(readSceneCard(doc).duration).toBe(0)
    }
    doc.transact(() => {
      for (const key of ['sceneType', 'tone', 'from']) sceneMap(doc).set(key, 5)
      nameMap(doc, 'props').set('odd', 7)
    })
    const read = readSceneCard(doc)
    expect([read.sceneType, read.tone, read.from, read.props]).toEqual(['', '', null, card.props])
    for (const bad of [Number.NaN, -1])
      expect(() => editSceneCard(doc, { duration: bad }, seededIds(2))).toThrow(RangeError)
    expect(readSceneCard(new Y.Doc()).prompt).toBe('')
  })
})
