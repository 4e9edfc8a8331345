import { describe, expect, it } from 'vitest'
import { mentionOptions, mentionQuery, mentionsIn, partsOf } from './mentions.ts'

const ada = { user: '1', name: 'ada', email: 'ada@example.org' }
const adam = { user: '2', name: 'adam', email: 'adam@example.org' }
const other = { user: '3', name: 'ada', email: 'countess@example.org' }

describe('mentions', () => {
  it('CMT-25 begin with an @ at the start of a word', () => {
    expect(mentionQuery('Ask @ad', 7)).toEqual({ at: 4, text: 'ad' })
    expect(mentionQuery('Ask @ad', 5)).toEqual({ at: 4, text: '' })
    expect(mentionQuery('(@', 2)).toEqual({ at: 1, text: '' })
    expect(mentionQuery('ada@example', 11)).toBeNull()
    expect(mentionQuery('Ask @ad now', 11)).toBeNull()
  })

  it('CMT-25 are offered by what names begin with, then addresses', () => {
    expect(mentionOptions([other, adam, ada], 'AD')).toEqual([other, adam, ada])
    expect(mentionOptions([adam, other], 'count')).toEqual([other])
    expect(mentionOptions([adam, other], 'x')).toEqual([])
  })

  it('CMT-25 are the longest name that stands there as a word, shown apart', () => {
    expect(partsOf('@adam and @ada, not x@ada or @adams', [ada, adam])).toEqual([
      { text: '@adam', user: '2' },
      { text: ' and ', user: null },
      { text: '@ada', user: '1' },
      { text: ', not x@ada or @adams', user: null },
    ])
    expect(partsOf('', [ada])).toEqual([])
  })

  it('CMT-25 count when chosen, or when one person alone has the name that was written out', () => {
    const only = ({ user, name }: typeof ada) => ({ user, name })
    expect(mentionsIn('@adam!', [ada, adam], [])).toEqual([only(adam)])
    expect(mentionsIn('@ada?', [ada, adam, other], [])).toEqual([])
    expect(mentionsIn('@ada?', [ada, adam, other], [other])).toEqual([only(other)])
    expect(mentionsIn('nobody', [ada, adam], [ada])).toEqual([])
  })
})
