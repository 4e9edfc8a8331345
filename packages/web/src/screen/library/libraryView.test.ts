import type { ProjectRow } from '@coldopen/sync/client'
import { describe, expect, it } from 'vitest'
import { type LibraryQuery, libraryView } from './libraryView.ts'

const row = (title: string, part: Partial<ProjectRow> = {}): ProjectRow => ({
  id: title,
  title,
  archived: false,
  role: 'owner',
  screenplay: null,
  sceneCount: 0,
  totalDuration: 0,
  createdAt: '2026-01-01T00:00:00.000000+00:00',
  updatedAt: '2026-01-01T00:00:00.000000+00:00',
  status: 'persisted',
  ...part,
})
const rows = [
  row('Überfahrt', { sceneCount: 9, updatedAt: '2026-03-01T00:00:00.000000+00:00' }),
  row('Night Ferry 10', { createdAt: '2026-02-01T00:00:00.000000+00:00' }),
  row('Night Ferry 9', { sceneCount: 4, updatedAt: '2026-02-01T00:00:00.000000+00:00' }),
  row('Salt', { archived: true }),
]
const titles = (query: Partial<LibraryQuery>) =>
  libraryView(rows, { text: '', sort: 'changed', archived: false, ...query }).map(
    ({ title }) => title,
  )

describe('the library view', () => {
  it('WEB-3 finds titles whatever their case and accents', () => {
    expect(titles({ text: 'uberF' })).toEqual(['Überfahrt'])
  })

  it('WEB-3 wants every word, in any order', () => {
    expect(titles({ text: ' ferry  9 ' })).toEqual(['Night Ferry 9'])
    expect(titles({ text: 'ferry harbour' })).toEqual([])
  })

  it('WEB-3 shows archived scripts only when asked, and then only those', () => {
    expect(titles({ archived: true })).toEqual(['Salt'])
    expect(titles({})).not.toContain('Salt')
  })

  it('WEB-3 sorts by last change, title with its numbers, creation and scenes', () => {
    expect(titles({ sort: 'changed' })).toEqual(['Überfahrt', 'Night Ferry 9', 'Night Ferry 10'])
    expect(titles({ sort: 'title' })).toEqual(['Night Ferry 9', 'Night Ferry 10', 'Überfahrt'])
    expect(titles({ sort: 'created' })[0]).toBe('Night Ferry 10')
    expect(titles({ sort: 'scenes' })).toEqual(['Überfahrt', 'Night Ferry 9', 'Night Ferry 10'])
  })
})
