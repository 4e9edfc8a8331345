import type { ProjectRow } from '@coldopen/sync/client'
import { beforeEach, describe, expect, it } from 'vitest'
import { rememberedLibrary, rememberLibrary } from './RememberedLibrary.ts'

const row = (id: string): ProjectRow => ({
  id,
  title: `Script ${id}`,
  archived: false,
  role: 'owner',
  screenplay: null,
  sceneCount: 3,
  totalDuration: 90,
  createdAt: '2026-01-01T00:00:00.000000+00:00',
  updatedAt: '2026-01-02T00:00:00.000000+00:00',
  status: 'persisted',
})

describe('the remembered library', () => {
  beforeEach(() => localStorage.clear())

  it('WEB-2 gives back the rows last seen', () => {
    rememberLibrary(localStorage, [row('a'), row('b')])
    expect(rememberedLibrary(localStorage)).toEqual([row('a'), row('b')])
  })

  it.each([
    ['nothing', null],
    ['text that is not JSON', '{'],
    ['another version', JSON.stringify({ version: 0, rows: [row('a')] })],
    ['rows that are none', JSON.stringify({ version: 1, rows: [{ id: 'a' }, 7, null] })],
  ])('WEB-2 draws an empty list from %s', (_, stored) => {
    if (stored !== null) localStorage.setItem('coldopen.library', stored)
    expect(rememberedLibrary(localStorage)).toEqual([])
  })

  it('WEB-2 keeps the first screens only', () => {
    rememberLibrary(
      localStorage,
      Array.from({ length: 1_000 }, (_, n) => row(String(n))),
    )
    expect(rememberedLibrary(localStorage)).toHaveLength(300)
  })

  it('WEB-2 forgets instead of failing when the storage is full', () => {
    rememberLibrary(localStorage, [row('a')])
    const full = {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
      removeItem: (key: string) => localStorage.removeItem(key),
    }
    rememberLibrary(full, [row('b')])
    expect(rememberedLibrary(localStorage)).toEqual([])
  })
})
