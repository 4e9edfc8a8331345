import type { ImportedScript, ProjectRow } from '@coldopen/sync/client'
import { describe, expect, it } from 'vitest'
import { errorLine } from '../../message/errorText.ts'
import { importScripts } from './importScripts.ts'
import { importText } from './importText.ts'

const script = (title: string): ImportedScript => ({ title, write: () => undefined })
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

describe('importing files', () => {
  it('WEB-4 every file is imported or says why not, and none stops the others', async () => {
    const full = { _tag: 'DeviceCannotSave', detail: 'quota' } as const
    const seen: number[] = []
    const results = await importScripts({
      files: [
        new File(['INT. A'], 'one.fountain'),
        new File([], 'empty.fountain'),
        new File(['INT. B'], 'full.fountain'),
        new File(['INT. C'], 'two.fountain'),
      ],
      read: (_, name) => script(name),
      create: ({ title }) =>
        title === 'full.fountain' ? Promise.reject(full) : Promise.resolve(rowOf(title)),
      progress: (done) => seen.push(done),
    })
    expect(results).toEqual([
      { _tag: 'Imported', name: 'one.fountain', row: rowOf('one.fountain') },
      { _tag: 'Refused', name: 'empty.fountain', why: importText.empty },
      { _tag: 'Refused', name: 'full.fountain', why: errorLine(full) },
      { _tag: 'Imported', name: 'two.fountain', row: rowOf('two.fountain') },
    ])
    expect(seen).toEqual([0, 1, 2, 3])
  })
})
