import { createSceneCard, editSceneCard } from '@coldopen/core/scene'
import { seededIds } from '@coldopen/core/testing'
import { startProjector } from '@coldopen/sync/projector'
import { silentLog } from '@coldopen/sync/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { call, invite } from '../support/Author.ts'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { Backlot } from './Backlot.ts'

let backend: TestBackend
beforeAll(async () => {
  backend = await startBackend({ projector: false })
})
afterAll(() => backend.close())

interface Quarantined {
  readonly events: readonly { readonly seq: number; readonly reason: string }[]
}

/**
 * A sound update that takes Yjs minutes: a run of characters, then items that claim to have been put before each of
 * them, every one of which is weighed against all that stand before it.
 */
const slow = (client: number, size: number): Uint8Array => {
  const bytes: number[] = []
  const number = (value: number) => {
    let rest = value
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
    bytes.push(rest)
  }
  const string = (text: string) => {
    number(text.length)
    for (const character of Buffer.from(text)) bytes.push(character)
  }
  for (const value of [1, size, client, 0]) number(value)
  bytes.push(4, 1)
  string('r')
  string('x'.repeat(size))
  for (let index = 1; index < size; index += 1) {
    bytes.push(4 | 64)
    number(client)
    number(index)
    string('y')
  }
  number(0)
  return Uint8Array.from(bytes)
}

const prompts = (lot: Backlot) =>
  lot
    .rows('select id, prompt_text from scene_drafts where project_id = $1', lot.project)
    .then((rows) => new Map(rows.map((row) => [row['id'], row['prompt_text']])))

it('PJR-6 members see what is quarantined and why, and who is no member does not', async () => {
  const lot = await Backlot.build(backend)
  const scene = await lot.create('scene')
  const author = await lot.author(scene)
  await author.edit((doc) => createSceneCard(doc, { prompt: 'Rain' }, seededIds(1)))
  const body = Y.encodeStateAsUpdate(author.doc)
  const mixed = Y.convertUpdateFormatV1ToV2(body)
  const seqs = [await author.send(mixed), await author.send(body)]
  await author.edit((doc) => editSceneCard(doc, { prompt: 'Fog' }, seededIds(2)))
  const { url, secretKey } = backend
  const projector = await startProjector({ url, secretKey, log: silentLog })
  await projector.idle()
  await projector.close()
  expect((await prompts(lot)).get(scene)).toBe('Fog')
  const guest = await backend.person('guest')
  await expect(call(guest.client, 'list_quarantined', { p_doc: scene })).rejects.toThrow(
    /forbidden/,
  )
  await invite(lot.owner.client, lot.project, guest.client, 'viewer')
  const { events } = await call<Quarantined>(guest.client, 'list_quarantined', { p_doc: scene })
  expect(events.map(({ seq, reason }) => [seq, reason.slice(0, 20)])).toEqual([
    [seqs[1], 'The body writes cloc'],
    [seqs[0], 'The body does not de'],
  ])
})

it('PJR-15 an event that holds up the projector sets its document aside; the others go on', async () => {
  const lot = await Backlot.build(backend)
  const [stuck, well] = [await lot.create('scene'), await lot.create('scene')]
  const vandal = await lot.author(stuck)
  const author = await lot.author(well)
  await vandal.send(slow(vandal.doc.clientID, 40_000))
  const { url, secretKey } = backend
  const config = { stuckMs: 2_000, pollMs: 50 }
  const projector = await startProjector({ url, secretKey, log: silentLog, config })
  await author.edit((doc) => createSceneCard(doc, { prompt: 'Rain' }, seededIds(1)))
  const looked = async () => {
    projector.wake()
    const { parked } = await call<{ parked: number }>(backend.service(), 'server_health', {})
    return [(await prompts(lot)).get(well), projector.stats().parked, parked]
  }
  // Its thread is started three times. Set aside is for a second at first, then it is tried again: both are seen in turn.
  await expect
    .poll(looked, { timeout: 240_000 })
    .toEqual(['Rain', [{ doc: stuck, reason: expect.stringMatching(/^TooSlow/) }], 1])
  expect(
    await lot.rows('select * from engine.quarantine where doc_id = $1::text::uuid', stuck),
  ).toEqual([])
  await projector.close()
})
