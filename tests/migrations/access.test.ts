import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Transaction } from '@coldopen/sync/server'
import { functions, internal, roles, tables, topics } from './support/AccessMatrix.ts'
import type { Outcomes, Role } from './support/AccessMatrix.ts'
import { callIn, impersonate, refusalOf } from './support/Caller.ts'
import { setStage } from './support/Stage.ts'
import type { Stage } from './support/Stage.ts'
import { openTestDatabase } from './support/TestDatabase.ts'
import type { TestDatabase } from './support/TestDatabase.ts'

const letters: Readonly<Record<string, string>> = {
  '42501': '-',
  'forbidden PT403': 'f',
}

describe.each(['none', 'generous'] as const)('ACC-3 with %s of the old defaults', (defaults) => {
  let test: TestDatabase
  let stage: Stage
  beforeAll(async () => {
    test = await openTestDatabase({ defaults })
    stage = await setStage(test.database)
  })
  afterAll(() => test.close())

  /** One letter per role for what it gets; nothing it does stays. */
  const outcomes = async (
    attempt: (tx: Transaction, role: Role) => Promise<string>,
    of: readonly Role[] = roles,
  ): Promise<Outcomes> => {
    const got: string[] = []
    for (const role of of) {
      let seen = ''
      const refusal = await refusalOf(
        test.database.rollback(async (tx) => {
          await impersonate(tx, stage.callers[role])
          seen = await attempt(tx, role)
        }),
      )
      got.push(refusal === null ? seen : (letters[refusal] ?? refusal))
    }
    return got.join('')
  }

  const names = async (catalogue: string): Promise<string[]> =>
    (await test.database.query<{ name: string }>(catalogue)).map(({ name }) => name)

  it('ACC-2 lists every table, each with row level security', async () => {
    const relations = (more: string) =>
      names(`select format('%s.%s', n.nspname, c.relname) as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'engine') and c.relkind in ('r', 'p', 'v', 'm', 'f') ${more}
        order by 1`)
    expect(await relations('')).toEqual(Object.keys(tables).sort())
    expect(await relations('and not c.relrowsecurity')).toEqual([])
  })

  it('ACC-1 lists every function', async () => {
    const known = [...new Set(functions.map(({ name }) => `public.${name}`)), ...internal]
    const found = await names(`select format('%s.%s', n.nspname, p.proname) as name
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'engine') order by 1`)
    expect(found).toEqual(known.sort())
  })

  it.each(Object.entries(tables))('ACC-2 %s is read by %s', async (table, expected) => {
    const read = (tx: Transaction) =>
      tx.query(`select from ${table} limit 1`).then((rows) => (rows.length > 0 ? '+' : '0'))
    expect(await outcomes(read)).toBe(expected)
  })

  it.each(Object.keys(tables))('ACC-2 %s is written by nobody', async (table) => {
    const [{ column } = { column: '' }] = await test.database.query<{ column: string }>(
      `select quote_ident(attname) as column from pg_attribute
       where attrelid = $1::text::regclass and attnum > 0 and attgenerated = '' order by attnum limit 1`,
      [table],
    )
    for (const statement of [
      `insert into ${table} (${column}) select ${column} from ${table} where false`,
      `update ${table} set ${column} = ${column} where false`,
      `delete from ${table} where false`,
      `truncate ${table} cascade`,
    ])
      expect(await outcomes((tx) => tx.query(statement).then(() => '+'))).toBe('--------')
  })

  it('ACC-2 sequences are nobody’s', async () => {
    const sequences = await names(`select format('%s.%s', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'engine') and c.relkind = 'S'`)
    expect(sequences).toEqual(['public.continuity_scene_states_id_seq'])
    for (const sequence of sequences)
      expect(
        await outcomes((tx) => tx.query('select nextval($1)', [sequence]).then(() => '+')),
      ).toBe('--------')
  })

  it.each(functions.map((fn) => ({ ...fn, what: `${fn.name} ${fn.case ?? ''}`.trim() })))(
    'ACC-1 $what is called by $outcomes',
    async (fn) => {
      const attempt = (tx: Transaction, role: Role) =>
        callIn(tx, fn.name, fn.args(stage, role)).then(() => '+')
      expect(await outcomes(attempt)).toBe(fn.outcomes)
    },
  )

  it('ACC-1 internal functions are called by nobody', async () => {
    const signatures = await test.database.query<{ call: string }>(
      `select format('select %s.%s(%s)', n.nspname, p.proname, coalesce((
         select string_agg(format('null::%s', format_type(a.type, null)), ', ' order by a.n)
         from unnest(p.proargtypes) with ordinality as a (type, n)
       ), '')) as call
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where format('%s.%s', n.nspname, p.proname) = any ($1)`,
      [internal],
    )
    expect(signatures).toHaveLength(internal.length)
    for (const { call } of signatures)
      expect([call, await outcomes((tx) => tx.query(call).then(() => '+'))]).toEqual([
        call,
        '--------',
      ])
  })

  it.each(topics)('ACC-4 $hear hear and $speak speak', async ({ topic, hear, speak }) => {
    const name = topic(stage)
    const people = roles.filter((role) => role !== 'service')
    const setTopic = (tx: Transaction) =>
      tx.query(`select set_config('realtime.topic', $1, true)`, [name])
    for (const extension of ['broadcast', 'presence']) {
      const heard = await outcomes(async (tx) => {
        await setTopic(tx)
        const [{ role } = { role: '' }] = await tx.query<{ role: string }>(
          `select current_user as role`,
        )
        await tx.exec('reset role')
        await tx.query(`insert into realtime.messages (topic, extension) values ($1, $2)`, [
          name,
          extension,
        ])
        await tx.query(`select set_config('role', $1, true)`, [role])
        const rows = await tx.query('select from realtime.messages where topic = $1', [name])
        return rows.length > 0 ? '+' : '0'
      }, people)
      const spoken = await outcomes(async (tx) => {
        await setTopic(tx)
        await tx.query('insert into realtime.messages (topic, extension) values ($1, $2)', [
          name,
          extension,
        ])
        return '+'
      }, people)
      expect({ extension, heard, spoken }).toEqual({ extension, heard: hear, spoken: speak })
    }
  })

  it('ACC-10 functions with the owner’s rights have an empty search path', async () => {
    expect(
      await names(`select p.oid::regprocedure::text as name from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('public', 'engine') and p.prosecdef
          and not coalesce(p.proconfig @> array['search_path=""'], false)`),
    ).toEqual([])
  })
})
