import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createSceneCard, editSceneCard } from '@coldopen/core/scene'
import { seededIds } from '@coldopen/core/testing'
import { startProjector } from '@coldopen/sync/projector'
import { silentLog } from '@coldopen/sync/server'
import { Backlot } from '../projection/Backlot.ts'
import { call } from '../support/Author.ts'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { median, quantile, type Bench } from './Bench.ts'
import { measureSteps } from './ProjectionSteps.ts'
import { cpuSeconds } from './support/CpuTime.ts'

const documents = 60
const eventsEach = 400
const rounds = 3
const typed = 150
const worker = fileURLToPath(new URL('../projection/worker.ts', import.meta.url))

/** Scenes with a log each, short enough that no snapshot spares a rebuild the reading. */
const fill = async (lot: Backlot): Promise<void> => {
  for (let index = 0; index < documents; index += 1) {
    const author = await lot.author(await lot.create('scene'))
    const bodies: Uint8Array[] = []
    author.doc.on('update', (update: Uint8Array) => bodies.push(update))
    const ids = seededIds(index)
    createSceneCard(author.doc, { prompt: 'start' }, ids)
    for (let n = bodies.length; n < eventsEach; n += 1)
      editSceneCard(author.doc, { prompt: `take ${n}`, duration: n }, ids)
    await author.send(...bodies.slice(0, eventsEach))
  }
}

const hire = async ({ url, secretKey }: TestBackend): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [worker, url, secretKey], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

const dismiss = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** How many documents are behind their log; asked of the database, so that asking costs next to nothing. */
const behind = async ({ database }: TestBackend): Promise<number> => {
  const [row] = await database.query<{ count: number }>(
    'select count(*)::integer as count from engine.documents d where d.pending',
  )
  return row?.count ?? 0
}

const settle = async (backend: TestBackend): Promise<void> => {
  while ((await behind(backend)) > 0) await sleep(10)
}

interface Rebuilt {
  /** Events a second. */
  readonly rate: number
  /** CPU cores that backend, PostgreSQL and projectors kept busy together. */
  readonly cores: number
}

/** Rebuilds everything with that many processes. */
const rebuild = async (backend: TestBackend, processes: number): Promise<Rebuilt> => {
  const crew = await Promise.all(Array.from({ length: processes }, () => hire(backend)))
  await settle(backend)
  const [started, used] = [performance.now(), cpuSeconds()]
  await call(backend.service(), 'rebuild_projection', {})
  await settle(backend)
  const seconds = (performance.now() - started) / 1_000
  const cores = (cpuSeconds() - used) / seconds
  await Promise.all(crew.map(dismiss))
  return { rate: (documents * eventsEach) / seconds, cores }
}

/** From the acknowledgement of an event to its row, for one person typing. */
const lags = async (lot: Backlot): Promise<readonly number[]> => {
  const scene = await lot.create('scene')
  const author = await lot.author(scene)
  const ids = seededIds(7)
  await author.edit((doc) => createSceneCard(doc, { prompt: 'start' }, ids))
  const samples: number[] = []
  for (let n = 0; n < typed; n += 1) {
    await author.edit((doc) => editSceneCard(doc, { prompt: `key ${n}` }, ids))
    const acknowledged = performance.now()
    for (let seen = false; !seen;) {
      const [row] = await lot.rows(
        'select prompt_text from scene_drafts where id = $1::text::uuid',
        scene,
      )
      seen = row?.['prompt_text'] === `key ${n}`
    }
    samples.push(performance.now() - acknowledged)
    await sleep(40)
  }
  return samples
}

const ratesOf = (runs: readonly Rebuilt[]): number[] => runs.map(({ rate }) => rate)
const coresOf = (runs: readonly Rebuilt[]): number[] => runs.map(({ cores }) => cores)

export const bench: Bench = {
  name: 'projection',
  about: 'one step (P18), rebuild with one and two projectors and lag (P19), native PostgreSQL 17',
  run: async () => {
    const steps = await measureSteps()
    const backend = await startBackend({ projector: false })
    const lot = await Backlot.build(backend)
    await fill(lot)
    const [one, two]: [Rebuilt[], Rebuilt[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      one.push(await rebuild(backend, 1))
      two.push(await rebuild(backend, 2))
    }
    const { url, secretKey } = backend
    const projector = await startProjector({
      url,
      secretKey,
      log: silentLog,
      config: { pollMs: 50 },
    })
    await projector.idle()
    const lag = await lags(lot)
    await projector.close()
    await backend.close()
    return {
      measures: [
        ...steps.measures,
        { name: 'rebuild, one process', unit: 'per s', samples: ratesOf(one) },
        { name: '… cores it kept busy, with the backend', unit: '1', samples: coresOf(one) },
        { name: 'rebuild, two processes', unit: 'per s', samples: ratesOf(two) },
        { name: '… cores they kept busy, with the backend', unit: '1', samples: coresOf(two) },
        { name: 'acknowledged → projected, polled every 50 ms', unit: 'ms', samples: lag },
      ],
      ratios: [
        ...steps.ratios,
        {
          goal: 'P19',
          name: 'events a second of one process on rebuild : 5,000',
          value: median(ratesOf(one)) / 5_000,
          least: 1,
        },
        {
          goal: 'P19',
          name: 'two processes : one',
          value: median(ratesOf(two)) / median(ratesOf(one)),
          least: 1.7,
        },
        { goal: 'P19', name: 'lag p95 : 500 ms', value: quantile(lag, 0.95) / 500, most: 1 },
      ],
    }
  },
}
