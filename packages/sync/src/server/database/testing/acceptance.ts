import { expect, it } from 'vitest'
import type { Database } from '../Database.ts'
import { DatabaseError } from '../DatabaseError.ts'
import { acceptBatch } from './acceptBatch.ts'

/** What every adapter of the port must do: `docs/spec/backend.md`, DB. */
export const acceptDatabase = (open: () => Database): void => {
  it('DB-1 gives every type as the port says', async () => {
    const [row] = await open().query(
      `select true as yes, 7::bigint as big, 1.50::numeric as exact, 0.5::float8 as half, 'é😀' as text,
        '\\x00ff'::bytea as bytes, '{"a":[1,null]}'::jsonb as data, '"word"'::json as word, null as nothing,
        '2026-01-02 03:04:05.060708+00'::timestamptz as at, '2026-01-02 03:04:05'::timestamp as wall,
        date '2026-01-02' as day, array['a', 'b,c'] as words, array[1, 2]::int8[] as numbers,
        '01a1f86d-cde6-717a-98f7-6d6d1034ff18'::uuid as id`,
    )
    expect({ ...row, bytes: numbersOf(row?.['bytes']) }).toEqual({
      yes: true,
      big: 7,
      exact: '1.50',
      half: 0.5,
      text: 'é😀',
      bytes: [0, 255],
      data: { a: [1, null] },
      word: 'word',
      nothing: null,
      at: '2026-01-02T03:04:05.060708+00:00',
      wall: '2026-01-02T03:04:05',
      day: '2026-01-02',
      words: ['a', 'b,c'],
      numbers: [1, 2],
      id: '01a1f86d-cde6-717a-98f7-6d6d1034ff18',
    })
  })

  it('DB-1 takes every kind of argument', async () => {
    const [row] = await open().query(
      `select $1::text as text, $2::int as number, $3::bigint as big, $4::boolean as yes, $5::bytea as bytes,
        $6::jsonb as data, $7::text[] as words, $8::uuid as id, $9::text as nothing, $10::int[] as numbers`,
      [
        "it's",
        -3,
        9_007_199_254_740_991n,
        false,
        Uint8Array.of(1, 254),
        '{"text":"quoted \\"word\\""}',
        ['x', 'with,comma', 'quo"te'],
        '01a1f86d-cde6-717a-98f7-6d6d1034ff18',
        null,
        [4, 5],
      ],
    )
    expect({ ...row, bytes: numbersOf(row?.['bytes']) }).toEqual({
      text: "it's",
      number: -3,
      big: 9_007_199_254_740_991,
      yes: false,
      bytes: [1, 254],
      data: { text: 'quoted "word"' },
      words: ['x', 'with,comma', 'quo"te'],
      id: '01a1f86d-cde6-717a-98f7-6d6d1034ff18',
      nothing: null,
      numbers: [4, 5],
    })
  })

  it('DB-1 refuses an integer that a number cannot hold instead of rounding it', async () => {
    const asked = open().query('select 9007199254740993::bigint as big')
    await expect(asked).rejects.toMatchObject({ code: '22003' })
    expect(await open().query('select 1 as one')).toEqual([{ one: 1 }])
  })

  it('DB-2 commits what resolved and rolls back what rejected', async () => {
    const database = open()
    await database.exec('drop table if exists kept; create table kept (n int primary key)')
    const done = await database.transaction(async (tx) => {
      await tx.exec('insert into kept values (1); insert into kept values (2)')
      return 'done'
    })
    expect(done).toBe('done')
    const spoilt = database.transaction(async (tx) => {
      await tx.query('insert into kept values (3)')
      throw new Error('no')
    })
    await expect(spoilt).rejects.toThrow('no')
    expect(await database.query('select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }])
  })

  it('DB-2 a failure rolled back to a savepoint does not spoil the transaction', async () => {
    const database = open()
    await database.exec('drop table if exists kept; create table kept (n int primary key)')
    const code = await database.transaction(async (tx) => {
      await tx.exec('insert into kept values (1); savepoint before')
      const refused = await tx.query('insert into kept values (1)').catch((cause: unknown) => cause)
      await tx.exec('rollback to before')
      await tx.query('insert into kept values (2)')
      return refused instanceof DatabaseError ? refused.code : null
    })
    expect(code).toBe('23505')
    expect(await database.query('select count(*)::int as n from kept')).toEqual([{ n: 2 }])
  })

  it('DB-2 a failure that is ignored makes the transaction fail, and nothing is committed', async () => {
    const database = open()
    await database.exec('drop table if exists kept; create table kept (n int primary key)')
    const ignoring = database.transaction(async (tx) => {
      await tx.query('insert into kept values (1)')
      await tx.query('select 1 / 0').catch(() => {})
    })
    await expect(ignoring).rejects.toMatchObject({ code: '25P02' })
    expect(await database.query('select n from kept')).toEqual([])
  })

  acceptBatch(open)

  it('DB-3 rollback returns its value and leaves nothing', async () => {
    const database = open()
    await database.exec('drop table if exists kept; create table kept (n int primary key)')
    const seen = await database.rollback(async (tx) => {
      await tx.query('insert into kept values (1)')
      return tx.query('select n from kept')
    })
    expect(seen).toEqual([{ n: 1 }])
    await expect(database.rollback(async () => Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    )
    expect(await database.query('select n from kept')).toEqual([])
  })

  it('DB-4 transactions side by side see neither rows nor settings of one another', async () => {
    const database = open()
    await database.exec('drop table if exists kept; create table kept (n int primary key)')
    const one = (n: number) =>
      database.transaction(async (tx) => {
        await tx.query(`select set_config('coldopen.test', $1, true)`, [String(n)])
        await tx.query('insert into kept values ($1)', [n])
        const [row] = await tx.query<{ mine: string; rows: number }>(
          `select current_setting('coldopen.test') as mine, count(*) filter (where n <> $1)::int as rows from kept`,
          [n],
        )
        await tx.query('delete from kept where n = $1', [n])
        return row
      })
    const seen = await Promise.all(Array.from({ length: 20 }, (_, n) => one(n)))
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => ({ mine: String(n), rows: 0 })))
  })

  it('DB-5 hears notifications in commit order, of committed work alone, until it stops', async () => {
    const database = open()
    const heard: string[] = []
    const stop = await database.listen('coldopen_test', (payload) => heard.push(payload))
    for (const n of [1, 2, 3])
      await database.query(`select pg_notify('coldopen_test', $1)`, [String(n)])
    await database.rollback((tx) => tx.query(`select pg_notify('coldopen_test', 'never')`))
    await database.transaction((tx) => tx.query(`select pg_notify('coldopen_test', 'last')`))
    await expect.poll(() => heard.at(-1)).toBe('last')
    await stop()
    await database.query(`select pg_notify('coldopen_test', 'after')`)
    await database.query('select 1')
    expect(heard).toEqual(['1', '2', '3', 'last'])
  })

  it('DB-5 whoever hears a notification may use the database at once', async () => {
    const database = open()
    const heard: unknown[] = []
    const stop = await database.listen('coldopen_asked', (payload) => {
      const asked = database.query<{ n: number }>('select $1::int as n', [Number(payload)])
      void asked.then(
        ([row]) => heard.push(row?.n),
        (refusal: unknown) => heard.push(refusal),
      )
    })
    await database.query(`select pg_notify('coldopen_asked', '1')`)
    await database.transaction((tx) => tx.query(`select pg_notify('coldopen_asked', '2')`))
    await expect.poll(() => heard.length).toBe(2)
    await stop()
    expect(heard).toEqual([1, 2])
  })

  it('DB-6 refusals carry SQLSTATE, detail and hint', async () => {
    const raised = open().exec(
      `do $$ begin raise exception 'forbidden' using errcode = 'PT403', detail = 'why', hint = 'how'; end $$`,
    )
    await expect(raised).rejects.toBeInstanceOf(DatabaseError)
    await expect(raised).rejects.toMatchObject({
      code: 'PT403',
      message: 'forbidden',
      detail: 'why',
      hint: 'how',
    })
  })
}

const numbersOf = (bytes: unknown): readonly number[] =>
  bytes instanceof Uint8Array ? [...bytes] : []
