import { expect, it } from 'vitest'
import type { Database } from '../Database.ts'

/** What every way to run batches must do (DB-7). */
export const acceptBatch = (open: () => Pick<Database, 'batch' | 'exec'>): void => {
  it('DB-7 a batch commits whole or not at all, and answers with the rows of each statement', async () => {
    const database = open()
    await database.exec('drop table if exists kept; create table kept (n int primary key)')
    const insert = (n: number) => ({
      text: 'insert into kept values ($1::text::int) returning n::text',
      args: [String(n)],
    })
    const count = { text: 'select count(*)::text as n, null as nothing from kept', args: [] }
    expect(await database.batch([insert(1), insert(2), count])).toEqual([
      [['1']],
      [['2']],
      [['2', null]],
    ])
    const many = Array.from({ length: 30 }, (_, n) =>
      database.batch([insert(10 + n), insert(n % 2 === 0 ? 1 : 100 + n), count]),
    )
    const outcomes = await Promise.allSettled(many)
    expect(outcomes.map(({ status }) => status)).toEqual(
      many.map((_, n) => (n % 2 === 0 ? 'rejected' : 'fulfilled')),
    )
    expect(outcomes[0]).toMatchObject({ reason: { code: '23505' } })
    expect(await database.batch([count])).toEqual([[[String(2 + 30), null]]])
    const zero = { text: `select ('1' || $1::text)::int::text`, args: ['x'] }
    for (const again of [zero, zero, { ...zero, text: 'select nothing from nowhere' }])
      await expect(database.batch([count, again])).rejects.toMatchObject({
        code: again === zero ? '22P02' : '42P01',
      })
    expect(await database.batch([{ ...zero, args: ['0'] }])).toEqual([[['10']]])
  })

  it('DB-7 a batch takes and gives any text, no rows and many, long ones too', async () => {
    const database = open()
    const long = 'é😀\n'.repeat(100_000)
    const repeat = `select $1::text || n as said from generate_series(1, $2::text::int) n`
    expect(
      await database.batch([
        { text: `select $1::text as said, $2::text as nothing, '' as empty`, args: [long, null] },
        { text: repeat, args: ['ü', '0'] },
        { text: repeat, args: ['ü', '5000'] },
      ]),
    ).toEqual([[[long, null, '']], [], Array.from({ length: 5000 }, (_, n) => [`ü${n + 1}`])])
  })

  it('DB-7 what is deferred to the end of a batch fails it', async () => {
    const database = open()
    await database.exec(`drop table if exists deferred;
      create table deferred (n int unique deferrable initially deferred)`)
    const insert = { text: 'insert into deferred values (1)', args: [] }
    await expect(database.batch([insert, insert])).rejects.toMatchObject({ code: '23505' })
    const count = { text: 'select count(*)::text as n from deferred', args: [] }
    expect(await database.batch([count, insert, count])).toEqual([[['0']], [], [['1']]])
  })

  it('DB-7 settings of a batch end with it', async () => {
    const database = open()
    const set = (n: number) => ({
      text: `select set_config('coldopen.test', $1, true) as mine`,
      args: [String(n)],
    })
    const read = { text: `select current_setting('coldopen.test', true) as mine`, args: [] }
    const seen = await Promise.all(
      Array.from({ length: 20 }, (_, n) => database.batch([read, set(n), read])),
    )
    expect(seen.map(([before, , after]) => [before?.[0]?.[0] ?? '', after?.[0]?.[0]])).toEqual(
      Array.from({ length: 20 }, (_, n) => ['', String(n)]),
    )
    const role = `select current_user::text as role`
    const become = { text: `select set_config('role', 'pg_monitor', true) as role`, args: [] }
    const fail = { text: 'select (1 / 0)::text as never', args: [] }
    await expect(database.batch([become, fail])).rejects.toMatchObject({ code: '22012' })
    const roles = Array.from({ length: 20 }, () => database.batch([{ text: role, args: [] }]))
    for (const [rows] of await Promise.all(roles)) expect(rows?.[0]?.[0]).not.toBe('pg_monitor')
    expect(await database.batch([become, { text: role, args: [] }])).toEqual([
      [['pg_monitor']],
      [['pg_monitor']],
    ])
  })
}
