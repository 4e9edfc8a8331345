import { readScriptFountain } from '@coldopen/core/fountain'
import { readScript } from '@coldopen/core/screenplay'
import type { ImportedScript, ProjectRow } from '@coldopen/sync/client'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { errorLine } from '../../message/errorText.ts'
import { importScripts } from './importScripts.ts'
import { importText } from './importText.ts'
import { readScriptFile } from './readScriptFile.ts'
import { readFountainScript } from './readFountainScript.ts'

const rowOf = (title: string): ProjectRow => ({
  id: title,
  title,
  archived: false,
  role: 'owner',
  screenplay: null,
  sceneCount: 0,
  totalDuration: 0,
  createdAt: '',
  updatedAt: '',
  status: 'local-only',
})

/** Takes scripts in as a library does, except those it is told to fail at. */
const shelf = (failing: ReadonlyMap<string, unknown> = new Map()) => {
  const docs = new Map<string, Y.Doc>()
  return {
    docs,
    create: async ({ title, write }: ImportedScript): Promise<ProjectRow> => {
      if (failing.has(title)) throw failing.get(title)
      const doc = new Y.Doc()
      write(doc)
      docs.set(title, doc)
      return rowOf(title)
    },
  }
}

describe('importing files', () => {
  it('WEB-4 every file is imported or says why not, and none stops the others', async () => {
    const full = { _tag: 'DeviceCannotSave', detail: 'quota' } as const
    const { create, docs } = shelf(new Map([['full', full]]))
    const seen: number[] = []
    const results = await importScripts({
      files: [
        new File(['INT. A - DAY\n\nRain.\n'], 'one.fountain'),
        new File([], 'empty.fountain'),
        new File(['INT. B'], 'full.fountain'),
        new File([Uint8Array.of(0x43, 0x41, 0x46, 0xc9, 0x0a)], 'latin1.fountain'),
        new File(['%PDF-1.7'], 'print.fountain'),
        new File(['Title: The Second\n\nINT. C - NIGHT\n'], 'two.fountain'),
      ],
      read: readFountainScript,
      create,
      openBackup: () => Promise.reject(new Error('no backup here')),
      progress: (done) => seen.push(done),
    })
    expect(results.map(({ _tag, name }) => `${name} ${_tag}`)).toEqual([
      'one.fountain Imported',
      'empty.fountain Refused',
      'full.fountain Refused',
      'latin1.fountain Refused',
      'print.fountain Refused',
      'two.fountain Imported',
    ])
    const whys = results.map((one) => (one._tag === 'Refused' ? one.why : ''))
    expect(whys[1]).toBe(importText.empty)
    expect(whys[2]).toBe(errorLine(full))
    expect(whys[3]).toMatch(/UTF-8/u)
    expect(whys[4]).toMatch(/PDF/u)
    expect([...docs.keys()]).toEqual(['one', 'The Second'])
    expect(seen).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('WEB-4 keeps the text byte for byte, and remarks on what looks like a mistake', async () => {
    const text = 'INT. A - DAY\r\n\r\nRain [[never closed.\r\n'
    const { create, docs } = shelf()
    const [result] = await importScripts({
      files: [new File([text], 'odd.fountain')],
      read: readFountainScript,
      create,
      openBackup: () => Promise.reject(new Error('no backup here')),
      progress: () => undefined,
    })
    const doc = docs.get('odd')
    expect(doc && readScriptFountain(doc)).toBe(text)
    expect(result?._tag === 'Imported' && result.remarks.join(' ')).toMatch(/Line 3/u)
  })

  it('WEB-124 a text laid out as on paper is read as such, and one named Fountain is not', async () => {
    const text = 'INT. HOUSE - DAY\n\n                BOB\n        It rains.\n'
    const { create, docs } = shelf()
    const results = await importScripts({
      files: [new File([text], 'laid_out.txt'), new File([text], 'typed.fountain')],
      read: readScriptFile,
      create,
      openBackup: () => Promise.reject(new Error('no backup here')),
      progress: () => undefined,
    })
    expect(readScript(docs.get('laid out')!).map(({ kind, text: said }) => [kind, said])).toEqual([
      ['scene_heading', 'INT. HOUSE - DAY'],
      ['character', 'BOB'],
      ['dialogue', 'It rains.'],
    ])
    expect(readScriptFountain(docs.get('typed')!)).toBe(text)
    expect(results.map((one) => (one._tag === 'Imported' ? one.remarks : []))).toEqual([
      [importText.layout],
      [],
    ])
  })
})
