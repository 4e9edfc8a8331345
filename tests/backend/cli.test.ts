import { execFile } from 'node:child_process'
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend, temporaryFolder } from '../support/backend.ts'
import type { TestBackend, TestPerson } from '../support/backend.ts'
import { coldopen } from '../support/backendProcess.ts'

const fountain = `Title: The Ferry
Author: Nobody

INT. WHEELHOUSE - NIGHT

Fog. *Nothing* but fog.

MIRA
(whispering)
Do you hear it?

CUT TO:

EXT. PIER - DAWN

The ferry never came.
`

const folder = temporaryFolder()
let backend: TestBackend
let ada: TestPerson
beforeAll(async () => {
  backend = await startBackend({ dataDir: join(folder.path, 'data') })
  ada = await backend.person('ada')
})
afterAll(async () => {
  await backend.close()
  folder.remove()
})

const data = () => ['--data', backend.dataDir]
const file = join(folder.path, 'ferry.fountain')

describe('commands', () => {
  it('CLI-1 every command has help, and the overview names it', async () => {
    const overview = await coldopen(['--help'])
    expect(overview.code).toBe(0)
    for (const name of ['start', 'import', 'export', 'doctor', 'replay', 'projector']) {
      expect(overview.out).toContain(name)
      const { code, out, err } = await coldopen([name, '--help'])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toMatch(new RegExp(`^coldopen ${name}`))
    }
  })

  it.each([
    [[], 2],
    [['nonsense'], 2],
    [['start', '--nonsense'], 2],
    [['start', '--port', 'x'], 2],
    [['start', '--tls-cert', 'x'], 2],
    [['start', '--tls-cert', '/nowhere', '--tls-key', '/nowhere'], 1],
    [['import'], 2],
    [['export', 'x', '--to', 'papyrus'], 2],
    [['import', 'x', '--url', 'http://127.0.0.1:1'], 2],
    [['import', 'x', '--data', '/nowhere'], 1],
  ])('CLI-1 coldopen %j ends with %i and a sentence', async (args, expected) => {
    const { code, out, err } = await coldopen(args, { DATABASE_URL: '' })
    expect(code).toBe(expected)
    expect(`${out}${err}`).toMatch(/\w/)
    expect(err).not.toMatch(/\n\s+at .*\.ts:/)
  })

  it('CLI-1 a second backend on the same data is refused by name', async () => {
    const { code, err } = await coldopen(['start', ...data(), '--port', '0'])
    expect(code).toBe(1)
    expect(err).toContain(`in use by process ${process.pid}`)
  })
})

describe('work', () => {
  let screenplay: string
  let project: string

  it('CLI-2 import brings a file into a project, export gives it back', async () => {
    writeFileSync(file, fountain)
    const imported = await coldopen(['import', file, ...data()])
    expect(imported).toMatchObject({ code: 0, err: '' })
    const ids = /project (\S+), screenplay (\S+), "The Ferry"/.exec(imported.out)
    project = ids?.[1] ?? ''
    screenplay = ids?.[2] ?? ''
    for (const id of [project, screenplay])
      expect(await coldopen(['export', id, ...data()])).toMatchObject({ code: 0, out: fountain })
    const out = join(folder.path, 'out.fountain')
    expect((await coldopen(['export', screenplay, '--out', out, ...data()])).code).toBe(0)
    expect(readFileSync(out, 'utf8')).toBe(fountain)
  })

  it('CLI-2 what cannot be imported is named, the rest is imported', async () => {
    const broken = join(folder.path, 'broken.fountain')
    writeFileSync(broken, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]))
    const { code, out, err } = await coldopen([
      'import',
      broken,
      file,
      '--project',
      'Again',
      ...data(),
    ])
    expect(code).toBe(1)
    expect(err).toMatch(/^.*broken\.fountain: \S+/)
    expect(out).toMatch(/ferry\.fountain: .*"Again"/)
  })

  it('CLI-4 replay gives the document of the read models, and the one kept earlier', async () => {
    await backend.projected()
    const kept = join(folder.path, 'kept.json')
    const first = await coldopen(['replay', screenplay, '--save', kept, ...data()])
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toMatch(/Same as the read models: [1-9]\d* rows/)
    const again = await coldopen(['replay', screenplay, '--with', kept, ...data()])
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining(`Same as ${kept}`) })
    const other = await coldopen(['replay', project, '--with', kept, ...data()])
    expect(other).toMatchObject({ code: 1, out: expect.stringContaining('replay of document') })
  })

  it('CLI-4 replay names what differs', async () => {
    await backend.database.transaction(async (tx) => {
      await tx.query(`select set_config('coldopen.projecting', 'yes', true)`)
      await tx.query(`update public.screenplays set title = 'Another' where id = $1::text::uuid`, [
        screenplay,
      ])
    })
    const { code, out } = await coldopen(['replay', screenplay, ...data()])
    expect(code).toBe(1)
    expect(out).toMatch(/screenplays \S+\.title: "Another", by the log "The Ferry"/)
  })

  it('CLI-4 replay compares a project with its overview, its board and its owner’s statistics', async () => {
    const well = await coldopen(['replay', project, ...data()])
    expect(well).toMatchObject({ code: 0, err: '' })
    expect(well.out).toMatch(
      /Same as the read models: [3-9] rows of project_overview, scene_drafts, screenplays, user_statistics/,
    )
    await backend.database.transaction(async (tx) => {
      await tx.query(`select set_config('coldopen.projecting', 'yes', true)`)
      await tx.query('update public.project_overview set scene_count = 7 where project_id = $1', [
        project,
      ])
      await tx.query('update public.user_statistics set total_screenplays = 9')
      await tx.query('update public.screenplays set archived = true where id = $1::text::uuid', [
        screenplay,
      ])
    })
    const { code, out } = await coldopen(['replay', project, ...data()])
    expect(code).toBe(1)
    expect(out).toMatch(/project_overview \S+\.scene_count: 7, by the log 0/)
    expect(out).toMatch(/screenplays \S+\.archived: true, by the log false/)
    expect(out).toMatch(/user_statistics \S+\.total_screenplays: 9, by the log \d/)
  })

  it('CLI-5 with several accounts the owner says who to be; nobody else can be anyone', async () => {
    const bob = await backend.person('bob')
    const unsaid = await coldopen(['export', screenplay, ...data()])
    expect(unsaid).toMatchObject({ code: 1, err: expect.stringContaining('--as') })
    const asAda = await coldopen(['export', screenplay, '--as', ada.email, ...data()])
    expect(asAda).toMatchObject({ code: 0, out: fountain })
    const asBob = await coldopen(['export', screenplay, '--as', bob.email, ...data()])
    expect(asBob).toMatchObject({ code: 1, err: expect.stringContaining('Forbidden') })
    const { url, email, password } = { url: backend.url, ...ada }
    const access = ['--url', url, '--key', backend.publishableKey, '--email', email]
    const remote = await coldopen(['export', screenplay, ...access], {
      COLDOPEN_PASSWORD: password,
    })
    expect(remote).toMatchObject({ code: 0, out: fountain })
    const wrong = await coldopen(['export', screenplay, ...access, '--password', 'wrong'])
    expect(wrong.code).toBe(1)

    const forged = temporaryFolder()
    const server = JSON.parse(readFileSync(join(backend.dataDir, 'server.json'), 'utf8')) as object
    writeFileSync(
      join(forged.path, 'server.json'),
      JSON.stringify({ ...server, jwtSecret: 'x'.repeat(64) }),
    )
    const stolen = await coldopen(['export', screenplay, '--as', ada.email, '--data', forged.path])
    expect(stolen.code).toBe(1)
    forged.remove()
  })
})

it('CLI-6 a script ends by itself once its client is closed', async () => {
  const script = fileURLToPath(new URL('../support/oneVisit.ts', import.meta.url))
  const args = [script, backend.url, backend.publishableKey]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  expect(stdout).toBe('0 timers left\n')
})

it('CLI-3 the doctor finds a running backend well, and names a fault with its remedy', async () => {
  const well = await coldopen(['doctor', ...data()], { DATABASE_URL: '' })
  expect(well.out).toMatch(/ok {5}Database: PostgreSQL|ok {5}Database: PGlite/)
  expect(well.out).toMatch(/ok {5}Migrations: At \d+, the newest/)
  expect(well.out).toMatch(/ok {5}Supabase Lite: 0\.10\.0, with one PGlite 0\.4\.5/)
  const secrets = join(backend.dataDir, 'secrets.json')
  chmodSync(secrets, 0o644)
  const { code, out } = await coldopen(['doctor', ...data()], { DATABASE_URL: '' })
  chmodSync(secrets, 0o600)
  expect(code).toBe(1)
  expect(out).toMatch(/FAULT {2}Data: Others can read .*\n\s+Run `chmod 600/)
})

it('DATA-3 keys are made once and kept from others', async () => {
  const own = temporaryFolder()
  const keys = ({ publishableKey, secretKey, jwtSecret }: TestBackend) => ({
    publishableKey,
    secretKey,
    jwtSecret,
  })
  const first = await startBackend({ dataDir: own.path })
  for (const name of ['secrets.json', 'server.json'])
    expect(statSync(join(own.path, name)).mode & 0o777).toBe(0o600)
  const person = await first.person()
  await first.close()
  const second = await startBackend({ dataDir: own.path })
  expect(keys(second)).toEqual(keys(first))
  const client = second.anonymous()
  const { email, password } = person
  expect((await client.auth.signInWithPassword({ email, password })).error).toBeNull()
  await second.close()
  own.remove()
})
