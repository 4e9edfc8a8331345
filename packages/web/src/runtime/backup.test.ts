import { importFountain } from '@coldopen/core/fountain'
import { addCard, openProject } from '@coldopen/core/project'
import { createSceneCard, readSceneCard } from '@coldopen/core/scene'
import { DeviceCannotSave, memoryStore, openClient, randomIds } from '@coldopen/sync/client'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { makeBackup } from './backup.ts'
import { fileName } from './download.ts'

const text = 'INT. HARBOUR - NIGHT\n\nRain.\n'

const shelf = async () => {
  const client = await openClient({ server: null, store: memoryStore() })
  const read = importFountain(text, randomIds, 'Salt')
  if (read._tag === 'Failure') throw read.failure
  const row = await client.library.create({ title: 'Salt', script: read.success })
  const scene = await client.documents.create({
    project: row.id,
    kind: 'scene',
    init: (doc) => createSceneCard(doc, { prompt: 'A lamp sways.' }, randomIds),
  })
  const project = await client.documents.open(row.id)
  addCard(openProject({ doc: project.doc, ids: randomIds }), scene.id)
  await scene.close()
  await project.close()
  return { client, row }
}

const restored = (state: string | undefined) => {
  const doc = new Y.Doc()
  Y.applyUpdate(
    doc,
    Uint8Array.from(atob(state ?? ''), (c) => c.charCodeAt(0)),
  )
  return doc
}

describe('taking work out', () => {
  it('WEB-16 a backup holds every document whole, and the script as text', async () => {
    const { client, row } = await shelf()
    const backup = await makeBackup(client, [row], '2026-11-20T00:00:00.000Z')
    expect(backup.missing).toEqual([])
    expect(backup.documents.map(({ kind }) => kind).toSorted()).toEqual([
      'project',
      'scene',
      'screenplay',
    ])
    const script = backup.documents.find(({ kind }) => kind === 'screenplay')
    expect(script?.fountain).toBe(text)
    const scene = backup.documents.find(({ kind }) => kind === 'scene')
    expect(readSceneCard(restored(scene?.state)).prompt).toBe('A lamp sways.')
    await client.close()
  })

  it('WEB-16 a document that does not open is named and does not stop the others', async () => {
    const { client, row } = await shelf()
    const unknown = randomIds.uuid()
    const rows = [{ id: unknown, title: 'Gone', screenplay: null }, row]
    const backup = await makeBackup(client, rows, '2026-11-20T00:00:00.000Z')
    expect(backup.missing.map(({ document }) => document)).toEqual([unknown])
    expect(backup.documents).toHaveLength(3)
    await client.close()
  })

  it('WEB-61 what is in memory only is taken although the disk does not even give the project back', async () => {
    const { client, row } = await shelf()
    const script = await client.documents.open(row.screenplay ?? '')
    const open = client.documents.open.bind(client.documents)
    const { device } = client
    const broken = new DeviceCannotSave({ detail: 'reading: UnknownError' })
    const refusing: typeof client = {
      ...client,
      documents: {
        ...client.documents,
        open: (id) => (id === row.screenplay ? open(id) : Promise.reject(broken)),
      },
      device: {
        ...device,
        get: () => ({ ...device.get(), refused: new Map([[script.id, row.id]]) }),
      },
    }
    const at = '2026-11-20T00:00:00.000Z'
    const backup = await makeBackup(refusing, [{ ...row, screenplay: null }], at)
    expect(backup.documents.map(({ document }) => document)).toEqual([row.screenplay])
    expect(backup.documents[0]?.fountain).toBe(text)
    expect(backup.missing).toEqual([{ document: row.id, why: broken.detail }])
    await script.close()
    await client.close()
  })

  it('WEB-16 a title becomes a file name every system takes', () => {
    expect(fileName('Either/Or: "Part\u0007 2"?', 'fountain')).toBe('Either Or Part 2.fountain')
    expect(fileName('...', 'fountain')).toBe('Untitled.fountain')
    expect(fileName('x'.repeat(500), 'fountain')).toHaveLength(89)
  })
})
