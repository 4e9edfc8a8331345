import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Author, call, createDocument, createProject, invite } from '../support/Author.ts'
import { startBackend, type TestBackend, type TestPerson } from '../support/backend.ts'
import { listen } from './Ear.ts'

for (const database of ['native', 'pglite'] as const) {
  describe(`private channels on ${database}`, () => {
    let backend: TestBackend
    let owner: TestPerson
    let viewer: TestPerson
    let stranger: TestPerson
    let project: string
    let script: string

    beforeAll(async () => {
      backend = await startBackend({ database })
      owner = await backend.person('owner')
      viewer = await backend.person('viewer')
      stranger = await backend.person('stranger')
      project = await createProject(owner.client)
      script = await createDocument(owner.client, project, 'screenplay')
      await invite(owner.client, project, viewer.client, 'viewer')
    })
    afterAll(() => backend.close())

    const leave = (...people: readonly TestPerson[]) =>
      Promise.all(people.map(({ client }) => client.removeAllChannels()))
    const say = (
      channel: ReturnType<SupabaseClient['channel']>,
      payload: unknown,
      timeout = 60_000,
    ) => channel.send({ type: 'broadcast', event: 'say', payload }, { timeout })

    it('RTM-7 members hear a document, strangers and nobody are refused', async () => {
      expect((await listen(owner.client, `doc:${script}`)).outcome).toBe('SUBSCRIBED')
      expect((await listen(viewer.client, `doc:${script}`)).outcome).toBe('SUBSCRIBED')
      for (const client of [stranger.client, backend.anonymous()]) {
        expect((await listen(client, `doc:${script}`)).outcome).toMatch(/^Unauthorized: /)
        await client.removeAllChannels()
      }
      await leave(owner, viewer)
    })

    it('RTM-7 only its owner hears a personal topic, and a made-up topic is nobody’s', async () => {
      expect((await listen(owner.client, `user:${owner.id}`)).outcome).toBe('SUBSCRIBED')
      expect((await listen(viewer.client, `user:${owner.id}`)).outcome).toMatch(/^Unauthorized: /)
      for (const topic of ['doc:not-a-uuid', `other:${script}`, `doc:${randomUUID()}`]) {
        expect((await listen(owner.client, topic)).outcome).toMatch(/^Unauthorized: /)
      }
      await leave(owner, viewer)
    })

    it('RTM-15 an append rings everyone in the document, with its events, and leaves no row', async () => {
      const ears = [
        await listen(owner.client, `doc:${script}`),
        await listen(viewer.client, `doc:${script}`),
      ]
      const author = await Author.open(owner.client, script)
      const head = await author.edit((doc) => doc.getMap('m').set('a', 1))
      for (const { heard } of ears) {
        await expect
          .poll(() => heard)
          .toMatchObject([
            { event: 'append', payload: { doc: script, seq: head, events: [{ seq: head }] } },
          ])
      }
      const rows = await backend.database.query('select from realtime.messages')
      expect(rows).toEqual([])
      await leave(owner, viewer)
    })

    it('RTM-14 a ring of another process reaches them through the database', async () => {
      const { heard } = await listen(viewer.client, `doc:${script}`)
      await backend.database.query(`select engine.ring($1, 'append', '{"seq":7}')`, [
        `doc:${script}`,
      ])
      await expect.poll(() => heard).toMatchObject([{ payload: { seq: 7 } }])
      expect(heard[0]?.meta?.id).toMatch(/^[0-9a-f-]{36}$/)
      await leave(viewer)
    })

    it('RTM-8 nobody but the server sends to a document; members send to its presence', async () => {
      const ack = { broadcast: { ack: true } }
      const [a, b] = [
        await listen(owner.client, `doc:${script}`, ack),
        await listen(viewer.client, `doc:${script}`, ack),
      ]
      // What is refused is never answered, however long one waits.
      expect(await say(a.channel, { forged: true }, 700)).toBe('timed out')
      const [c, d] = [
        await listen(owner.client, `presence:${script}`, ack),
        await listen(viewer.client, `presence:${script}`, ack),
      ]
      expect(await say(d.channel, Uint8Array.of(1, 2, 255).buffer)).toBe('ok')
      await expect.poll(() => c.heard).toHaveLength(1)
      expect([...new Uint8Array(c.heard[0]?.payload as ArrayBuffer)]).toEqual([1, 2, 255])
      expect(b.heard).toEqual([])
      await leave(owner, viewer)
    })

    it('RTM-11 a removed member stops hearing within five seconds, the others go on', async () => {
      const guest = await backend.person('guest')
      await invite(owner.client, project, guest.client, 'editor')
      const gone = await listen(guest.client, `doc:${script}`)
      const stays = await listen(viewer.client, `doc:${script}`)
      await call(owner.client, 'remove_member', { p_project: project, p_user: guest.id })
      await expect.poll(() => gone.events).toContain('CLOSED')
      const author = await Author.open(owner.client, script)
      await author.edit((doc) => doc.getMap('m').set('b', 1))
      await expect.poll(() => stays.heard).toHaveLength(1)
      expect(gone.heard).toEqual([])
      expect((await listen(guest.client, `doc:${script}`)).outcome).toMatch(/^Unauthorized: /)
      await leave(viewer, guest)
    })

    it('RTM-9 a refreshed session goes on in the same channel', async () => {
      const { heard, channel } = await listen(viewer.client, `doc:${script}`)
      const { error } = await viewer.client.auth.refreshSession()
      expect(error).toBeNull()
      await viewer.client.realtime.setAuth()
      const author = await Author.open(owner.client, script)
      await author.edit((doc) => doc.getMap('m').set('c', 1))
      await expect.poll(() => heard).toHaveLength(1)
      expect(channel.state).toBe('joined')
      await leave(viewer)
    })

    it('RTM-16 a replay repeats what the database sent', async () => {
      const topic = `user:${stranger.id}`
      for (const n of [1, 2, 3]) {
        await backend.database.query(
          `select engine.ring($1, 'documents', format('{"n":%s}', $2::int))`,
          [topic, n],
        )
      }
      const { heard } = await listen(stranger.client, topic, {
        broadcast: { replay: { since: Date.now() - 60_000, limit: 2 } },
      })
      await expect.poll(() => heard).toMatchObject([{ payload: { n: 2 } }, { payload: { n: 3 } }])
      expect(heard.every(({ meta }) => meta?.replayed === true)).toBe(true)
      await leave(stranger)
    })
  })
}
