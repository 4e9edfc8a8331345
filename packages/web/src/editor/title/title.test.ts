import { type PageProfile, profiles, titlePageLines } from '@coldopen/core/page'
import { readTitlePage, setTitlePage, textOf, type TitleEntry } from '@coldopen/core/screenplay'
import { scriptDoc, seededIds } from '@coldopen/core/testing'
import { createRoot } from 'solid-js'
import { describe, expect, it } from 'vitest'
import { createTitlePage } from './createTitlePage.ts'
import { titleFields, titleKeys, withField } from './titleFields.ts'

const entries: readonly TitleEntry[] = [
  { key: 'Title', text: 'Night Ferry' },
  { key: 'Authors', text: 'Ada Lee\nBen Ray' },
  { key: 'Contact', text: 'ada@example.com' },
  { key: 'Notes', text: 'Second draft' },
]

const rows = (profile: PageProfile) =>
  titlePageLines(entries, profile).map(({ row, column, runs }) => [row, column, textOf(runs)])

describe('the title page', () => {
  it('TITLE-1 asks for the usual fields in their order, then for what else the script has', () => {
    expect(titleFields(entries).map(({ key }) => key)).toEqual([
      'Title',
      'Credit',
      'Authors',
      'Source',
      'Draft date',
      'Contact',
      'Copyright',
      'Notes',
    ])
    expect(titleFields([]).map(({ key }) => key)).toEqual([...titleKeys])
  })

  it('TITLE-2 a field changes its entry alone; one that is emptied goes', () => {
    const doc = scriptDoc('h1 INT. HOUSE')
    const ids = seededIds(4)
    setTitlePage(doc, entries, ids)
    setTitlePage(doc, withField(readTitlePage(doc), 'Credit', 'Written by'), ids)
    setTitlePage(doc, withField(readTitlePage(doc), 'Notes', ''), ids)
    expect(readTitlePage(doc)).toEqual([
      ...entries.slice(0, 3),
      { key: 'Credit', text: 'Written by' },
    ])
  })

  it('TITLE-2 is heard of when it changes, and not at other changes', () => {
    const doc = scriptDoc('h1 INT. HOUSE')
    createRoot((dispose) => {
      const shown = createTitlePage(doc)
      const before = shown()
      doc.getText('elsewhere').insert(0, 'x')
      expect(shown()).toBe(before)
      setTitlePage(doc, entries, seededIds(4))
      expect(shown()).toEqual(entries)
      dispose()
    })
  })

  it('TITLE-3 stands in the middle from the 16th line, the rest at the foot', () => {
    expect(rows(profiles['fd-letter'])).toEqual([
      [16, 37, 'NIGHT FERRY'],
      [19, 39, 'Ada Lee'],
      [20, 39, 'Ben Ray'],
      [52, 15, 'ada@example.com'],
      [53, 15, 'Second draft'],
    ])
  })
})
