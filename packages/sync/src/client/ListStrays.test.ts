import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProject, removeScreenplay } from '@coldopen/core/project'
import { expect, it } from 'vitest'
import { randomIds } from '../identity/Ids.random.ts'
import { fileStore } from '../store/StoreChoice.ts'
import { openClient } from './openClient.ts'

it('OUT-9 a screenplay whose project was interrupted before it named it is listed at the next start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'coldopen-strays-'))
  const open = () => openClient({ server: null, store: fileStore(folder) })
  const first = await open()
  const { id, screenplay } = await first.library.create({ title: 'Fog' })
  const project = await first.documents.open(id)
  removeScreenplay(
    openProject({ doc: project.doc, ids: randomIds }),
    screenplay!,
    '2026-01-01T00:00:00.000Z',
  )
  const stray = await first.documents.create({ project: id, kind: 'screenplay', init: () => {} })
  await Promise.all([project.saved(), stray.saved()])
  await expect.poll(() => first.library.projects.get()[0]?.screenplay).toBeNull()
  await first.close()

  const again = await open()
  await expect.poll(() => again.library.projects.get()[0]?.screenplay).toBe(stray.id)
  await again.close()
  await rm(folder, { recursive: true })
})
