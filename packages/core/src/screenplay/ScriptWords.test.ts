import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { scriptDoc, sync } from '../testing.ts'
import { readLanguage, readWords, setLanguage, setWord } from './ScriptWords.ts'

const twoDesks = (): readonly [Y.Doc, Y.Doc] => {
  const first = scriptDoc('h1 INT. HOUSE', 1)
  const second = new Y.Doc()
  second.clientID = 2
  Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
  return [first, second]
}

describe('the words of a script', () => {
  it('SCR-45 a word is kept once, composed, with a straight apostrophe, and can be taken out', () => {
    const [doc] = twoDesks()
    setWord(doc, ' O’Malley ', true)
    setWord(doc, "O'Malley", true)
    setWord(doc, 'Zoe\u0308', true)
    setWord(doc, '  ', true)
    expect(readWords(doc)).toEqual(["O'Malley", 'Zoë'])
    setWord(doc, 'Zoë', false)
    expect(readWords(doc)).toEqual(["O'Malley"])
  })

  it('SCR-45 two who add words at once keep both, in both orders', () => {
    for (const turn of [0, 1]) {
      const [ada, ben] = twoDesks()
      setWord(ada, 'grok', true)
      setWord(ben, 'frell', true)
      setLanguage(ben, 'en-GB')
      if (turn === 0) sync(ada, ben)
      else sync(ben, ada)
      for (const doc of [ada, ben]) {
        expect(readWords(doc)).toEqual(['frell', 'grok'])
        expect(readLanguage(doc)).toBe('en-GB')
      }
    }
  })

  it('SCR-45 what is no word register is passed over, and a word that is there writes nothing', () => {
    const [doc] = twoDesks()
    doc.getMap('words').set('odd', 7)
    doc.getMap('spelling').set('language', 4)
    expect(readWords(doc)).toEqual([])
    expect(readLanguage(doc)).toBe(null)
    setWord(doc, 'grok', true)
    const before = Y.encodeStateVector(doc)
    setWord(doc, 'grok', true)
    setWord(doc, 'never', false)
    expect(Y.encodeStateVector(doc)).toEqual(before)
  })
})
