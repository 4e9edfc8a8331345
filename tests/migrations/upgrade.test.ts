import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { migrations } from '@coldopen/migrations'
import { migrate } from '@coldopen/sync/server'
import { describe, expect, it } from 'vitest'
import { call } from './support/Caller.ts'
import { openTestDatabase } from './support/TestDatabase.ts'
import { newProject, Writer } from './support/World.ts'
import type { Page } from './support/World.ts'

const landed = readFileSync(
  new URL('../../packages/migrations/supabase/landed.txt', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => {
    const [hash = '', file = ''] = line.split(/\s+/)
    return { hash, file }
  })

const hashes = () =>
  migrations.map(({ file, sql }) => ({
    file,
    hash: createHash('sha256').update(sql).digest('hex'),
  }))

/** Where databases of this protocol stand: before segments, with them, and before each later change. */
const stops = ['20261120110000', '20261120110210', '20261120110300']

describe('a database of an older version', () => {
  it('MIG-9 finds every file that has landed as it was', () => {
    expect(landed.length).toBe(migrations.length)
    const now = new Map(hashes().map(({ file, hash }) => [file, hash]))
    expect(landed.filter(({ file, hash }) => now.get(file) !== hash)).toEqual([])
  })

  it.each(stops)('MIG-9 goes on from %s with all it holds, and takes more', async (upTo) => {
    const test = await openTestDatabase({ defaults: 'none', upTo })
    try {
      const { database } = test
      const { owner, doc, epoch } = await newProject(database)
      const before = await Writer.open(database, owner, doc)
      const sent = [before.event(), before.event(), before.event()]
      await before.append(sent)
      const { applied } = await migrate(database, migrations)
      expect(applied).toEqual(
        migrations.map(({ version }) => version).filter((version) => version > upTo),
      )
      const again = await before.append(sent)
      expect(again.acks.map(({ seq }) => seq)).toEqual([1, 2, 3])
      const more = await before.append([before.event()])
      expect(more.head).toBe(4)
      const page = await call<Page>(database, owner, 'read_events', {
        p_doc: doc,
        p_after: 0,
        p_epoch: epoch,
        p_limit: 100,
      })
      expect(page.events.map((event) => [event.seq, event.event_id])).toEqual([
        ...sent.map((event, index) => [index + 1, event.event_id]),
        [4, more.acks[0]?.event_id],
      ])
    } finally {
      await test.close()
    }
  })
})
