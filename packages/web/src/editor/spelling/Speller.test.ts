import { describe, expect, it } from 'vitest'
import { dictionaryOf } from './dictionaryOf.ts'
import { makeSpeller } from './Speller.ts'
import { dictionaryFor, englishOf } from './SpellingMode.ts'
import { spokenWords } from './spokenWords.ts'
import { wordsOf } from './wordsIn.ts'

const american = makeSpeller(await dictionaryOf('en-US'))
const british = makeSpeller(await dictionaryOf('en-GB'))

const words = (text: string) => wordsOf(text).map(({ word }) => word)

describe('words to check', () => {
  it('SPELL-1 are those of prose: no capitals, single letters, digits, addresses', () => {
    expect(words('He RUNS to a 2nd door, x_y, I’m here')).toEqual([
      'He',
      'to',
      'door',
      "I'm",
      'here',
    ])
    expect(
      words('See ada@example.org or https://a.example/b, file notes.txt, #tag, @ben.'),
    ).toEqual(['See', 'or', 'file'])
    expect(words('W-w-wait. Re-enter, well-lit. Zoe\u0308 sat.')).toEqual([
      'wait',
      'enter',
      'well',
      'lit',
      'Zoë',
      'sat',
    ])
  })

  it('SPELL-1 have the offsets of their text', () => {
    expect(wordsOf('Ben’s dog')).toEqual([
      { word: "Ben's", from: 0, to: 5 },
      { word: 'dog', from: 6, to: 9 },
    ])
  })
})

describe('a dictionary', () => {
  it('SPELL-4 knows endings, possessives and speech', () => {
    for (const word of [
      "don't",
      "goin'",
      "window's",
      'gonna',
      'Monday',
      "writers'",
      ...spokenWords,
    ]) {
      expect([word, american.knows(word), british.knows(word)]).toEqual([word, true, true])
    }
    for (const word of ['teh', 'recieve', "zorblax's", "zorblin'", 'monday'])
      expect([word, american.knows(word)]).toEqual([word, false])
  })

  it('SPELL-9 spells as its country does', () => {
    expect([american.knows('colour'), british.knows('colour')]).toEqual([false, true])
    expect([american.knows('color'), british.knows('color')]).toEqual([true, false])
  })

  it('SPELL-9 the locale decides where the script says nothing', () => {
    expect(englishOf('en')).toBe('en-US')
    expect(englishOf('en-IE')).toBe('en-GB')
    expect(englishOf('de')).toBe(null)
    expect(dictionaryFor(null, 'en-AU')).toBe('en-GB')
    expect(dictionaryFor('en-US', 'en-AU')).toBe('en-US')
    expect(dictionaryFor('und', 'en-US')).toBe(null)
    expect(dictionaryFor('en-XX', 'en-US')).toBe(null)
  })

  it('SPELL-7 suggests what was meant, beginning with a capital where the word does', () => {
    expect(american.suggest('teh')[0]).toBe('the')
    expect(american.suggest('Recieve')).toContain('Receive')
    expect(british.suggest('color')).toContain('colour')
    expect(american.suggest('definately')).toEqual(['definitely'])
  })
})
