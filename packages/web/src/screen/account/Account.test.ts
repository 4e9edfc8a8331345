import { describe, expect, it } from 'vitest'
import { errorLine } from '../../message/errorText.ts'
import { accountError } from './accountError.ts'
import { accountText } from './accountText.ts'
import { returnPath } from './returnPath.ts'

const forbidden = (detail: string) => ({ _tag: 'Forbidden', detail })

describe('signing in and up', () => {
  it.each([
    ['sign-in', forbidden('Invalid login credentials'), accountText.wrong],
    ['sign-in', { _tag: 'SignInAgain', detail: '' }, accountText.wrong],
    ['sign-up', forbidden('User already registered'), accountText.taken],
    ['sign-up', forbidden('Password should be at least 8 characters'), accountText.weak],
    [
      'sign-up',
      forbidden('Unable to validate email address: invalid format'),
      accountText.badEmail,
    ],
    ['sign-in', forbidden('Email not confirmed'), accountText.confirm],
    ['sign-up', { _tag: 'SignInAgain', detail: 'Confirm the address' }, accountText.confirm],
    ['sign-in', { _tag: 'Offline', detail: 'Failed to fetch' }, accountText.offline],
    ['sign-up', { _tag: 'ServerBusy', detail: 'over_request_rate_limit' }, accountText.tooOften],
  ] as const)('WEB-9 %s: %o is said in the writer’s words', (action, error, text) => {
    expect(accountError(action, error)).toBe(text)
  })

  it('WEB-9 falls back to the general words', () => {
    const error = { _tag: 'Incompatible', detail: '' }
    expect(accountError('sign-in', error)).toBe(errorLine(error))
  })

  it('WEB-10 goes back to a path of this app and nowhere else', () => {
    expect(returnPath('/invite/abc?x=1')).toBe('/invite/abc?x=1')
    for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', '', undefined])
      expect(returnPath(bad)).toBe('/')
    expect(returnPath(['/a', '/b'])).toBe('/')
  })
})
