import { lockPages, profiles, unlockPages } from '@coldopen/core/page'
import { readPageLock } from '@coldopen/core/screenplay'
import { scriptDoc } from '@coldopen/core/testing'
import { createRoot, createSignal } from 'solid-js'
import { expect, it } from 'vitest'
import { pageProfile } from '../../runtime/viewSettings.ts'
import { createPageChoice } from './createPageChoice.ts'

it('LOCK-19 locked pages have the profile they were locked by, whatever this device has chosen', () => {
  const doc = scriptDoc('h1 INT. A / a1 One.')
  createRoot((dispose) => {
    const [lock, setLock] = createSignal(readPageLock(doc))
    const choice = createPageChoice(doc, lock)
    pageProfile.set('fountain-55')
    expect(choice().profile.name).toBe('fountain-55')
    lockPages(doc, profiles['fd-a4'])
    setLock(readPageLock(doc))
    expect(choice().profile.name).toBe('fd-a4')
    pageProfile.set('fd-letter')
    expect(choice().profile.name).toBe('fd-a4')
    unlockPages(doc)
    setLock(readPageLock(doc))
    expect(choice().profile.name).toBe('fd-letter')
    dispose()
  })
})
