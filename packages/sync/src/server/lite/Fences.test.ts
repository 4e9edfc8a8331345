import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLiteStage, stageKeys } from './testing/LiteStage.ts'
import type { Fencing, LiteStage } from './testing/LiteStage.ts'

const { publishableKey, secretKey } = stageKeys

/** One stage for the tests of a block. */
const staged = (kind: 'native' | 'pglite', fencing: Fencing) => {
  let stage: LiteStage | undefined
  beforeAll(async () => {
    stage = await openLiteStage(kind, fencing)
  })
  afterAll(() => stage?.close())
  return (): LiteStage => {
    if (stage === undefined) throw new Error('the stage is not open')
    return stage
  }
}

/** How many of 30 anonymous requests saw the service's rows while transactions of ours were held open. */
const mixedUp = async ({ database, call }: LiteStage) => {
  const stop = new AbortController()
  const holding = (async () => {
    while (!stop.signal.aborted)
      await database.transaction(async (tx) => {
        await tx.query('select 1')
        await sleep(5)
        await tx.query('select 1')
      })
  })()
  let wrong = 0
  for (let round = 0; round < 6; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const key = n % 2 === 0 ? publishableKey : secretKey
        return { key, ...(await call(key, '/rest/v1/notes?select=id')) }
      }),
    )
    for (const { key, body } of answers)
      if (key === publishableKey && JSON.stringify(body) !== '[]') wrong += 1
  }
  stop.abort()
  await holding
  return wrong
}

const anonMayDelete = async ({ database, call }: LiteStage) => {
  await call(publishableKey, '/rest/v1/notes')
  const [row] = await database.query<{ held: boolean }>(
    `select has_table_privilege('anon', 'public.notes', 'delete') as held`,
  )
  return row?.held
}

const bytes = async ({ database, call }: LiteStage) => {
  const body = JSON.stringify({ id: 2, bytes: '\\x00ff10' })
  await call(secretKey, '/rest/v1/notes', { method: 'POST', body })
  const read = await call(secretKey, '/rest/v1/notes?select=bytes&order=id&id=lt.3')
  const stored = await database.query(`select encode(bytes, 'hex') as hex from notes where id = 2`)
  return { body: read.body, stored }
}
const faithful = {
  body: [{ bytes: '\\xdeadbeef' }, { bytes: '\\x00ff10' }],
  stored: [{ hex: '00ff10' }],
}

const values = async ({ call }: LiteStage) => {
  const body = JSON.stringify({
    id: 3,
    data: { text: 'é', list: [1] },
    at: '2026-02-03T04:05:06.5Z',
  })
  await call(secretKey, '/rest/v1/notes', { method: 'POST', body })
  return (await call(secretKey, '/rest/v1/notes?select=data,at&order=id&id=neq.2')).body
}

describe.each(['native', 'pglite'] as const)('fenced, on %s', (kind) => {
  const stage = staged(kind, 'fenced')

  it('FEN-1 no request runs with the identity of another while transactions are held', async () => {
    expect(await mixedUp(stage())).toBe(0)
  })

  it('FEN-2 the grants of the migrations stay as they are', async () => {
    expect(await anonMayDelete(stage())).toBe(false)
  })

  it('FEN-3 bytea is read and written as by PostgREST', async () => {
    expect(await bytes(stage())).toEqual(faithful)
  })

  it('FEN-4 JSON is kept and times are rendered as by PostgREST', async () => {
    expect(await values(stage())).toEqual([
      { data: { a: 1 }, at: '2026-01-01T00:00:00+00:00' },
      { data: { text: 'é', list: [1] }, at: '2026-02-03T04:05:06.5+00:00' },
    ])
  })
})

describe.each(['native', 'pglite'] as const)(
  'Lite as it ships, on %s: why there are fences',
  (kind) => {
    const stage = staged(kind, 'raw')

    const onPglite = kind === 'pglite' ? it : () => undefined
    onPglite('FEN-1 identities are mixed up', async () => {
      expect(await mixedUp(stage())).toBeGreaterThan(0)
    })

    it('FEN-2 everything is granted to everyone', async () => {
      expect(await anonMayDelete(stage())).toBe(true)
    })

    it('FEN-3 bytea is spoilt', async () => {
      const { body, stored } = await bytes(stage())
      expect(body).not.toEqual(faithful.body)
      expect(stored).not.toEqual(faithful.stored)
    })

    it('FEN-4 times are rendered otherwise', async () => {
      expect(await values(stage())).toMatchObject([{ at: '2026-01-01 00:00:00+00' }, {}])
    })
  },
)
