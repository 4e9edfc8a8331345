import { describe, expect, it } from 'vitest'
import { toSyncError } from './Refusal.ts'

const cases: readonly (readonly [status: number, code: string, message: string, tag: string])[] = [
  [401, 'PT401', 'sign_in_again', 'SignInAgain'],
  [401, 'PGRST303', 'JWT expired', 'SignInAgain'],
  [401, 'PGRST301', 'JWT invalid', 'SignInAgain'],
  [403, 'PT403', 'forbidden', 'Forbidden'],
  [403, '42501', 'permission denied', 'Forbidden'],
  [409, 'PT409', 'wrong_epoch', 'WrongEpoch'],
  [409, 'PT409', 'client_id_taken', 'ClientIdTaken'],
  [413, 'PT413', 'too_large', 'TooLarge'],
  [422, 'PT422', 'invalid', 'Incompatible'],
  [426, 'PT426', 'incompatible', 'Incompatible'],
  [503, 'PT503', 'busy', 'ServerBusy'],
  [0, '', 'TypeError: fetch failed', 'Offline'],
  [429, '', 'slow down', 'ServerBusy'],
  [500, 'XX000', 'broken', 'ServerBusy'],
  [502, '', 'bad gateway', 'ServerBusy'],
  [413, '', 'payload too large', 'TooLarge'],
  [404, 'PGRST202', 'no such function', 'Incompatible'],
]

describe('a refusal', () => {
  it.each(cases)('WIRE-3 %i %s %s is %s', (status, code, message, tag) => {
    expect(toSyncError({ status, code, message, details: '' })).toMatchObject({
      _tag: tag,
      detail: message,
    })
  })

  it('WIRE-3 tells the server’s sentence rather than its word', () => {
    const failure = { status: 403, code: 'PT403', message: 'forbidden', details: 'Ask an owner.' }
    expect(toSyncError(failure).detail).toBe('Ask an owner.')
  })
})
