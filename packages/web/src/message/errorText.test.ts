import { describe, expect, it } from 'vitest'
import { detailOf, errorLine, errorText } from './errorText.ts'

const tags = [
  'Offline',
  'SignInAgain',
  'Forbidden',
  'TooLarge',
  'WrongEpoch',
  'Incompatible',
  'ServerBusy',
  'DeviceCannotSave',
]

describe('errors in the writer’s words', () => {
  it('WEB-7 each says what happened and what to do next, and no two say the same', () => {
    const lines = tags.map((_tag) => errorLine({ _tag, detail: '' }))
    expect(new Set(lines).size).toBe(tags.length)
    for (const _tag of tags) {
      const { what, next } = errorText({ _tag })
      expect(what).toMatch(/^[A-Z].*\.$/u)
      expect(next).toMatch(/^[A-Z].*\.$/u)
    }
  })

  it.each([
    [new Error('boom')],
    ['text'],
    [null],
    [{ _tag: 'Unheard' }],
    [{ _tag: 'constructor' }],
  ])('WEB-7 says something useful of %s too', (error) => {
    expect(errorText(error)).toBe(errorText(undefined))
  })

  it('WEB-7 keeps the failing side’s own sentence', () => {
    expect(detailOf({ _tag: 'TooLarge', detail: 'over 1 MiB' })).toBe('over 1 MiB')
    expect(detailOf(new Error('boom'))).toBe('boom')
  })
})
