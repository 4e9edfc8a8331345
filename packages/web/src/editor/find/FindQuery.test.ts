import { makeDice } from '@coldopen/core/testing'
import { describe, expect, it } from 'vitest'
import { emptyQuery, type FindQuery, findPattern, foundIn, replacementFor } from './FindQuery.ts'

const query = (text: string, part: Partial<FindQuery> = {}): FindQuery => ({
  ...emptyQuery,
  ...part,
  text,
})

const found = (asked: FindQuery, text: string): readonly string[] => {
  const pattern = findPattern(asked)
  return pattern === null ? [] : foundIn(pattern, text).map(({ from, to }) => text.slice(from, to))
}

describe('a query', () => {
  it('FIND-1 is found without regard to case, or with it', () => {
    expect(found(query('rain'), 'Rain. RAIN, rain')).toEqual(['Rain', 'RAIN', 'rain'])
    expect(found(query('rain', { matchCase: true }), 'Rain. RAIN, rain')).toEqual(['rain'])
    expect(found(query('straße'), 'STRASSE Straße')).toEqual(['Straße'])
  })

  it('FIND-2 finds curly quotation marks by straight ones, and any space by a space', () => {
    expect(found(query("don't"), 'Don\u2019t. don\u2018t. don\u00b4t')).toEqual([
      'Don\u2019t',
      'don\u2018t',
    ])
    expect(found(query('"Go"'), '\u201cgo\u201d')).toEqual(['\u201cgo\u201d'])
    expect(found(query('a b'), 'a\u00a0b a\nb ab')).toEqual(['a\u00a0b', 'a\nb'])
  })

  it('FIND-2 stands for itself otherwise, whatever it is', () => {
    const letters = [
      'a',
      'A',
      '.',
      '*',
      '(',
      ')',
      '[',
      '-',
      '\\',
      '$',
      '^',
      '/',
      '{',
      '|',
      '😀',
      'é',
      '\n',
    ] as const
    for (let seed = 1; seed <= 500; seed += 1) {
      const dice = makeDice(seed)
      const some = (most: number) =>
        Array.from({ length: dice.below(most) }, () => dice.pick(letters)).join('')
      const text = dice.pick(letters) + some(4)
      const [before, after] = [some(8), some(8)]
      const whole = before + text + after
      const pattern = findPattern(query(text, { matchCase: true }))
      const places = pattern === null ? [] : foundIn(pattern, whole)
      expect(places.map(({ from, to }) => whole.slice(from, to))).toEqual(places.map(() => text))
      const first = whole.indexOf(text)
      expect(places[0]?.from, `seed ${seed}`).toBe(first)
      places.reduce((end, { from, to }) => {
        expect(from).toBeGreaterThanOrEqual(end)
        return to
      }, 0)
    }
  })

  it('FIND-3 finds whole words in any script', () => {
    const whole = (text: string, within: string) => found(query(text, { wholeWords: true }), within)
    expect(whole('ann', 'Ann, Anna and ANN.')).toEqual(['Ann', 'ANN'])
    expect(whole('ане', 'Ане Анета')).toEqual(['Ане'])
    expect(whole('ann', 'ann2 ann\u0301 ann\u2019s')).toEqual(['ann'])
  })

  it('FIND-10 is cut at 500 characters', () => {
    expect(found(query('a'.repeat(600)), 'a'.repeat(500))).toEqual(['a'.repeat(500)])
  })

  it('FIND-9 is replaced in capitals where it stands in capitals', () => {
    expect(replacementFor('MARTIN', 'Marta', emptyQuery)).toBe('MARTA')
    expect(replacementFor('Martin', 'Marta', emptyQuery)).toBe('Marta')
    expect(replacementFor('I', 'you', emptyQuery)).toBe('you')
    expect(replacementFor('MARTIN', 'Marta', query('', { matchCase: true }))).toBe('Marta')
  })
})
