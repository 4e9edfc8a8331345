import { importFountain, readScriptFountain } from '@coldopen/core/fountain'
import { addCard, openProject, readProject, removeCard } from '@coldopen/core/project'
import { createSceneCard, readSceneCard } from '@coldopen/core/scene'
import { hiddenWork, hideBlocks, openScript, readScript } from '@coldopen/core/screenplay'
import {
  type ColdopenClient,
  memoryStore,
  openClient,
  type ProjectRow,
  randomIds,
} from '@coldopen/sync/client'
import { afterEach, describe, expect, it } from 'vitest'
import { type Backup, makeBackup } from './backup.ts'
import { readBackup } from './readBackup.ts'
import { restoreBackup } from './restoreBackup.ts'

const fountain = 'Title: Salt\n\nINT. HARBOUR - NIGHT #1#\n\nRain *falls* hard.\n'
const at = '2026-11-20T00:00:00.000Z'

const clients: ColdopenClient[] = []
const device = async () => {
  const client = await openClient({ server: null, store: memoryStore() })
  clients.push(client)
  return client
}
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

/** A project with an imported script, one of its lines hidden, and two cards, one of them taken off the board. */
const salt = async (client: ColdopenClient): Promise<ProjectRow> => {
  const read = importFountain(new TextEncoder().encode(`${fountain}\nGone line.\n`), randomIds, '')
  if (read._tag === 'Failure') throw read.failure
  const row = await client.library.create({ title: 'Salt', script: read.success })
  const script = await client.documents.open(row.screenplay ?? '')
  const gone = readScript(script.doc).find(({ text }) => text === 'Gone line.')
  if (gone === undefined) throw new Error('the line is not there')
  hideBlocks(openScript({ doc: script.doc, ids: randomIds }), [gone.id])
  const heading = readScript(script.doc)[0]?.id ?? ''
  const project = await client.documents.open(row.id)
  const shelf = openProject({ doc: project.doc, ids: randomIds })
  const from = { screenplay: script.id, heading }
  for (const prompt of ['A lamp sways.', 'Nobody sees it.']) {
    const init = (doc: Parameters<typeof createSceneCard>[0]) =>
      createSceneCard(doc, { prompt, from }, randomIds)
    const scene = await client.documents.create({ project: row.id, kind: 'scene', init })
    addCard(shelf, scene.id)
    if (prompt.startsWith('Nobody')) removeCard(shelf, scene.id, at)
    await scene.close()
  }
  await Promise.all([script.close(), project.close()])
  return row
}

const backupOf = async (client: ColdopenClient, row: ProjectRow): Promise<Backup> => {
  const text = JSON.stringify(await makeBackup(client, [row], at))
  const read = readBackup(text)
  if (read === null) throw new Error('the backup does not read')
  return { ...(JSON.parse(text) as Backup), ...read }
}

const restored = async (client: ColdopenClient, backup: Backup) =>
  Promise.all(restoreBackup(client, backup).map(({ run }) => run()))

describe('bringing work back', () => {
  it('WEB-25 a project comes back whole on another device: script, cards, order, hidden work', async () => {
    const here = await device()
    const backup = await backupOf(here, await salt(here))
    const there = await device()
    const [one] = await restored(there, backup)
    expect(one?.lost).toBe(0)
    expect(there.library.projects.get().map(({ title }) => title)).toEqual(['Salt'])
    const script = await there.documents.open(one?.row.screenplay ?? '')
    expect(readScriptFountain(script.doc)).toBe(fountain)
    expect(hiddenWork(script.doc).map(({ text }) => text)).toEqual(['Gone line.'])
    const project = await there.documents.open(one?.row.id ?? '')
    const { cards, screenplays } = readProject(project.doc)
    expect(screenplays.map(({ document }) => document)).toEqual([script.id])
    expect(cards.map(({ hidden }) => hidden)).toEqual([false, true])
    const card = await there.documents.open(cards[0]?.document ?? '')
    const { prompt, from } = readSceneCard(card.doc)
    expect(prompt).toBe('A lamp sways.')
    expect(from).toEqual({ screenplay: script.id, heading: readScript(script.doc)[0]?.id })
    await Promise.all([script.close(), project.close(), card.close()])
  })

  it('WEB-25 nothing that exists is touched: the copy stands beside it, its title marked', async () => {
    const client = await device()
    const row = await salt(client)
    const backup = await backupOf(client, row)
    const before = await makeBackup(client, [row], at)
    const [one] = await restored(client, backup)
    expect(one?.row.id).not.toBe(row.id)
    expect(
      client.library.projects
        .get()
        .map(({ title }) => title)
        .toSorted(),
    ).toEqual(['Salt', 'Salt (restored)'])
    expect(await makeBackup(client, [row], at)).toEqual(before)
  })

  it('WEB-25 a damaged script comes from its text, a damaged card is told, a lost project document is made anew', async () => {
    const here = await device()
    const backup = await backupOf(here, await salt(here))
    const state = btoa('not an update')
    const documents = backup.documents.map((saved) => ({ ...saved, state }))
    const there = await device()
    const [one] = await restored(there, { ...backup, documents })
    expect(one?.lost).toBe(2)
    const script = await there.documents.open(one?.row.screenplay ?? '')
    expect(readScriptFountain(script.doc)).toBe(fountain)
    await script.close()
  })

  it.each([
    ['text', 'INT. HARBOUR'],
    ['another file', '{"format":"tldraw","version":1}'],
    [
      'a newer format',
      '{"format":"coldopen-backup","version":2,"at":"","projects":[],"documents":[]}',
    ],
    ['a cut one', '{"format":"coldopen-backup","version":1,"at":"","projects":['],
  ])('WEB-25 %s is no backup', (_, text) => {
    expect(readBackup(text)).toBeNull()
  })

  it('WEB-25 entries that are none are passed over', () => {
    const text = JSON.stringify({
      format: 'coldopen-backup',
      version: 1,
      at,
      projects: [{ id: 'a', title: 'Salt' }, null, { id: 7 }],
      documents: [null, { document: 'a', project: 'a', kind: 'project', state: 5 }],
    })
    expect(readBackup(text)).toEqual({ at, projects: [{ id: 'a', title: 'Salt' }], documents: [] })
  })
})
