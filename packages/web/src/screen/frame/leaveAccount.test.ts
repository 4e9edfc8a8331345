import { describe, expect, it } from 'vitest'
import { leaveAccount } from './leaveAccount.ts'

const signedIn = (unsent: number) => {
  const state = { here: true }
  return {
    state,
    unsynced: () => Promise.resolve(unsent),
    signOut: () => {
      state.here = false
      return Promise.resolve()
    },
  }
}

describe('signing out', () => {
  it('WEB-15 names what the server does not have before it happens', async () => {
    const identity = signedIn(3)
    expect(await leaveAccount(identity, false)).toBe(3)
    expect(identity.state.here).toBe(true)
    expect(await leaveAccount(identity, true)).toBe(0)
    expect(identity.state.here).toBe(false)
  })

  it('WEB-15 does not ask when everything is on the server', async () => {
    const identity = signedIn(0)
    expect(await leaveAccount(identity, false)).toBe(0)
    expect(identity.state.here).toBe(false)
  })
})
