import { readFileSync } from 'node:fs'
import { sampleProject } from '@coldopen/core/project'
import { directorTables, migrations } from '@coldopen/migrations'
import * as Limits from '@coldopen/sync/protocol'
import { migrate } from '@coldopen/sync/server'
import type { Database } from '@coldopen/sync/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, newUser } from './support/Caller.ts'
import { openTestDatabase } from './support/TestDatabase.ts'
import type { TestDatabase } from './support/TestDatabase.ts'

let test: TestDatabase
let database: Database
beforeAll(async () => {
  test = await openTestDatabase({ defaults: 'none' })
  database = test.database
})
afterAll(() => test.close())

/** The seed's list of tables, read from the text it came as. */
const seed = () => {
  const text = readFileSync(new URL('fixtures/director-studio-schema.md', import.meta.url), 'utf8')
  return text
    .split('### Table: ')
    .slice(1)
    .map((block) => ({
      name: /^`(\w+)`/.exec(block)?.[1],
      columns: [...block.matchAll(/- `(\w+)`: ([A-Z ]+) \((required|optional)\)/g)].map(
        ([, name, type, need]) => ({
          name,
          type: type?.toLowerCase(),
          required: need === 'required',
        }),
      ),
    }))
}

interface LiveColumn {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly key: boolean
}

describe('the fourteen tables', () => {
  it('TAB-1 the catalogue is the seed’s list', () => {
    expect(directorTables).toHaveLength(14)
    expect(directorTables).toEqual(seed())
  })

  it('TAB-1 every column is there with its type, required exactly if the seed says so', async () => {
    const live = await database.query<LiveColumn>(
      `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
         a.attnotnull as required, coalesce(a.attnum = any (i.indkey), false) as key
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       left join pg_index i on i.indrelid = c.oid and i.indisprimary
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
    )
    for (const { name, columns } of directorTables)
      for (const column of columns) {
        const found = live.find((one) => one.table === name && one.name === column.name)
        expect({ table: name, ...found }).toMatchObject({
          table: name,
          name: column.name,
          type: column.type,
          required: column.required || found?.key,
        })
      }
  })

  it('TAB-2 columns beyond the seed’s list are the ones of its SQL and those of the decisions', async () => {
    const extra = await database.query<{ table: string; columns: string }>(
      `select table_name as table, string_agg(column_name, ' ' order by ordinal_position) as columns
       from information_schema.columns
       where table_schema = 'public' and not (table_name || '.' || column_name = any ($1))
       group by 1 order by 1`,
      [directorTables.flatMap(({ name, columns }) => columns.map((c) => `${name}.${c.name}`))],
    )
    expect(Object.fromEntries(extra.map(({ table, columns }) => [table, columns]))).toEqual({
      clip_jobs: 'created_at updated_at',
      continuity_daily_analytics: 'id created_at',
      continuity_recent_validations: 'id',
      continuity_scene_states: 'scene_draft_id',
      continuity_telemetry: 'id date',
      continuity_telemetry_performance: 'id',
      scene_drafts: 'archived deleted_at',
      screenplays: 'archived deleted_at',
      user_statistics: 'updated_at',
    })
  })

  it('TAB-2 has its keys, references and unique constraints', async () => {
    const constraints = await database.query<{ line: string }>(
      `select format('%s %s', replace(conrelid::regclass::text, 'public.', ''), pg_get_constraintdef(oid)) as line
       from pg_constraint
       where connamespace = 'public'::regnamespace and contype in ('p', 'f', 'u') order by 1`,
    )
    const lines = constraints.map(({ line }) => line)
    for (const { name } of directorTables)
      expect(lines.filter((line) => line.startsWith(`${name} PRIMARY KEY`))).toHaveLength(1)
    const user = 'FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE'
    expect(lines.filter((line) => !line.includes('PRIMARY KEY'))).toEqual(
      [
        ...directorTables
          .filter(({ columns }) => columns.some((column) => column.name === 'user_id'))
          .map(({ name }) => `${name} ${user}`),
        'continuity_daily_analytics UNIQUE (user_id, validation_date)',
        'continuity_logs FOREIGN KEY (scene_id) REFERENCES continuity_scene_states(id) ON DELETE CASCADE',
        'continuity_recent_validations FOREIGN KEY (scene_id) REFERENCES continuity_scene_states(id) ON DELETE CASCADE',
        'continuity_recent_validations UNIQUE (user_id, scene_id)',
        'continuity_scene_states FOREIGN KEY (scene_draft_id) REFERENCES scene_drafts(id) ON DELETE SET NULL',
        'continuity_telemetry UNIQUE (element, user_id, date)',
        'continuity_telemetry_performance UNIQUE (user_id, element)',
        'credits_ledger UNIQUE (user_key)',
        'scene_drafts FOREIGN KEY (project_id) REFERENCES project_overview(project_id) ON DELETE CASCADE',
        'screenplay_sections FOREIGN KEY (screenplay_id) REFERENCES screenplays(id) ON DELETE CASCADE',
        'video_uploads FOREIGN KEY (project_id) REFERENCES project_overview(project_id) ON DELETE SET NULL',
      ].sort(),
    )
  })

  it('TAB-2 every foreign key and every list the seed names has an index', async () => {
    const bare = await database.query(
      `select c.conrelid::regclass::text as table, c.conname
       from pg_constraint c
       where c.connamespace in ('public'::regnamespace, 'engine'::regnamespace) and c.contype = 'f'
         and not exists (
           select from pg_index i
           where i.indrelid = c.conrelid and i.indpred is null and i.indkey[0] = c.conkey[1]
         )`,
    )
    expect(bare).toEqual([])
    const indices = await database.query<{ name: string }>(
      `select indexname as name from pg_indexes where schemaname = 'public'`,
    )
    expect(indices.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'ix_clip_jobs_user_status_submitted',
        'ix_continuity_logs_user_scene_time',
        'ix_continuity_scene_states_user',
        'ix_continuity_telemetry_element_time',
        'ix_project_overview_user',
        'ix_scene_drafts_project_order',
        'ix_screenplays_user',
      ]),
    )
  })

  it('TAB-3 updated_at follows a change that does not set it', async () => {
    const { user } = await newUser(database)
    const times = (statement: string) =>
      database.transaction(async (tx) => {
        const [job] = await tx.query<{ id: string }>(
          `insert into public.clip_jobs (user_id, user_key, prompt, status, updated_at)
           values ($1::text::uuid, '', '', 'queued', '2026-01-01T00:00:00Z') returning id::text`,
          [user],
        )
        await tx.query(`update public.clip_jobs set ${statement} where id = $1::text::uuid`, [
          job!.id,
        ])
        const [row] = await tx.query<{ at: string; now: string }>(
          'select updated_at as at, now() as now from public.clip_jobs where id = $1::text::uuid',
          [job!.id],
        )
        return row!.at === row!.now ? 'now' : row!.at.slice(0, 10)
      })
    expect(await times(`status = 'completed'`)).toBe('now')
    expect(await times(`status = 'queued'`)).toBe('2026-01-01')
    expect(await times(`status = 'completed', updated_at = '2026-02-02T00:00:00Z'`)).toBe(
      '2026-02-02',
    )
    const touched = await database.query<{ table: string }>(
      `select tgrelid::regclass::text as table from pg_trigger where tgname like 'trg_touch_%' order by 1`,
    )
    expect(touched.map(({ table }) => table)).toEqual([
      'clip_jobs',
      'continuity_scene_states',
      'continuity_telemetry',
      'credits_ledger',
      'scene_drafts',
      'screenplays',
    ])
  })

  it('TAB-2 takes the seed’s upserts: telemetry by day, credits by key', async () => {
    const { user } = await newUser(database)
    const count = () =>
      database.query(
        `insert into public.continuity_telemetry as t (element, attempts, successes, user_id, timestamp)
         values ('hat', 1, 1, $1::text::uuid, '2026-11-20T23:59:00Z')
         on conflict (element, user_id, date) do update set attempts = t.attempts + 1`,
        [user],
      )
    await count()
    await count()
    const [row] = await database.query(
      'select attempts, date from public.continuity_telemetry where user_id = $1::text::uuid',
      [user],
    )
    expect(row).toEqual({ attempts: 2, date: '2026-11-20' })
  })
})

describe('migrating', () => {
  it('MIG-2 of several at once, one applies each file', async () => {
    const later = ['99990101000000', '99990101000001'].map((version) => ({
      file: `${version}_later.sql`,
      version,
      name: 'later',
      sql: `create table engine.later_${version} (); select pg_sleep(0.05);`,
    }))
    const all = [...migrations, ...later]
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database, all)))
    expect(runs.flatMap(({ applied }) => applied).sort()).toEqual(
      later.map(({ version }) => version),
    )
  })
})

describe('the same thing said twice', () => {
  it('MIG-7 the sample project is the app’s', async () => {
    expect(await call(database, await newUser(database), 'sample_project')).toEqual(sampleProject)
  })

  it('MIG-8 the functions hold the protocol’s limits and version', async () => {
    const sources = await database.query<{ source: string }>(
      `select pg_get_functiondef(p.oid) as source from pg_proc p
       where p.proname in ('append_events', 'event_fault', 'read_events')`,
    )
    const text = sources.map(({ source }) => source).join('\n')
    for (const limit of [
      Limits.maxEventBytes,
      Limits.maxBatchEvents,
      Limits.maxBatchBytes,
      Limits.maxPageEvents,
      (Limits.maxDoorbellBody / 4) * 3,
    ])
      expect(text).toMatch(new RegExp(`\\b${limit}\\b`))
    const [row] = await database.query<{ protocol: number }>('select engine.protocol() as protocol')
    expect(row!.protocol).toBe(Limits.protocolVersion)
  })
})
