import { protocolVersion } from '@coldopen/sync/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBackend } from '../support/backend.ts'
import type { TestBackend } from '../support/backend.ts'

let backend: TestBackend
beforeAll(async () => {
  backend = await startBackend()
})
afterAll(() => backend.close())

it('GATE-1 one port answers sign-in, functions, tables, health and configuration', async () => {
  const { client } = await backend.person()
  const project = crypto.randomUUID()
  const made = await client.rpc('create_project', { p_project: project })
  expect(made.data).toMatchObject({ project, role: 'owner', head: 0 })
  expect((await client.from('scene_drafts').select('*')).data).toEqual([])
  const health = await fetch(`${backend.url}/health`)
  expect(await health.json()).toMatchObject({ ok: true, protocol: protocolVersion, fault: null })
  const config = await fetch(`${backend.url}/config.json`)
  expect(await config.json()).toEqual({
    url: backend.url,
    key: backend.publishableKey,
    protocol: protocolVersion,
  })
})
