import {
  type ColdopenClient,
  DeviceCannotSave,
  type DeviceState,
  memoryStore,
  openClient,
} from '@coldopen/sync/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rememberedServer, type ServerConfig } from './ServerConfig.ts'
import { makeStudio, type OpenClient } from './Studio.ts'

const here: ServerConfig = { url: 'http://127.0.0.1:9', key: 'sb_publishable_a', protocol: 1 }
const there: ServerConfig = { ...here, key: 'sb_publishable_b' }

/** A studio on this device alone, whatever server it is told of; what it was told is kept. */
const studioWith = (config: () => ServerConfig | null) => {
  const store = memoryStore()
  const told: (ServerConfig | null)[] = []
  const opened: ColdopenClient[] = []
  const open: OpenClient = async (server) => {
    told.push(server)
    const client = await openClient({ server: null, store })
    opened.push(client)
    return client
  }
  let reachable: () => void = () => undefined
  let elsewhere: (id: string | null) => void = () => undefined
  const fetcher: typeof fetch = () => {
    const found = config()
    const body = found === null ? '<!doctype html>' : JSON.stringify(found)
    return Promise.resolve(new Response(body))
  }
  const studio = makeStudio({
    open,
    storage: localStorage,
    fetcher,
    whenReachable: (ask) => {
      reachable = ask
    },
    whenAccountElsewhere: (heard) => {
      elsewhere = heard
    },
  })
  const close = () => Promise.all(opened.map((client) => client.close()))
  return {
    studio,
    told,
    opened,
    close,
    reachable: () => reachable(),
    elsewhere: (id: string | null) => elsewhere(id),
  }
}

describe('the studio', () => {
  const closing: (() => Promise<unknown>)[] = []
  const started = (config: () => ServerConfig | null) => {
    const made = studioWith(config)
    closing.push(made.close)
    return made
  }
  beforeEach(() => localStorage.clear())
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  it('WEB-1 works on this device when the origin has no server', async () => {
    const { studio, told } = started(() => null)
    await studio.start()
    expect(told).toEqual([null])
    expect(studio.network()).toBe('no-server')
    await (await studio.ready()).library.create({ title: 'Salt' })
    expect(studio.projects().map(({ title }) => title)).toEqual(['Salt'])
  })

  it('WEB-1 opens with the server of the last visit and reopens when it is another now', async () => {
    const first = started(() => here)
    await first.studio.start()
    expect(rememberedServer(localStorage)).toEqual(here)
    const second = started(() => there)
    await second.studio.start()
    expect(second.told).toEqual([here, there])
    expect(rememberedServer(localStorage)).toEqual(there)
  })

  it('WEB-1 finds a server that appears later, and keeps it when it goes', async () => {
    let config: ServerConfig | null = null
    const { studio, told, reachable } = started(() => config)
    await studio.start()
    config = here
    reachable()
    await expect.poll(() => told.length).toBe(2)
    await studio.ready()
    config = null
    reachable()
    await studio.ready()
    expect(told).toEqual([null, here])
  })

  it('WEB-2 shows the rows of the last visit before the engine is open', async () => {
    const first = started(() => null)
    await first.studio.start()
    await (await first.studio.ready()).library.create({ title: 'Salt' })
    const second = started(() => null)
    expect(second.studio.client()).toBeNull()
    expect(second.studio.projects().map(({ title }) => title)).toEqual(['Salt'])
  })

  it('WEB-24 another window signing in or out reopens the engine; rows of before leave at once', async () => {
    const { studio, opened, elsewhere } = started(() => null)
    await studio.start()
    await (await studio.ready()).library.create({ title: 'Salt' })
    elsewhere(null)
    await studio.ready()
    expect(opened).toHaveLength(1)
    elsewhere('018f0000-0000-7000-8000-000000000000')
    await expect.poll(() => studio.client()).toBeNull()
    expect(studio.projects()).toEqual([])
    await studio.ready()
    expect(opened).toHaveLength(2)
  })

  it('WEB-14 an action taken before the engine is open waits for it', async () => {
    const { studio } = started(() => null)
    const acting = studio.ready().then((client) => client.library.create({ title: 'Early' }))
    await studio.start()
    expect((await acting).title).toBe('Early')
  })

  it('WEB-16 says why the engine did not open, and refuses what waited for it', async () => {
    const broken = { _tag: 'DeviceCannotSave', detail: 'blocked' }
    const studio = makeStudio({
      open: () => Promise.reject(broken),
      storage: localStorage,
      fetcher: () => Promise.reject(new TypeError('offline')),
      whenReachable: () => undefined,
      whenAccountElsewhere: () => undefined,
    })
    const waiting = studio.ready().catch((error: unknown) => error)
    await studio.start()
    expect(studio.failure()).toBe(broken)
    expect(await waiting).toBe(broken)
    await expect(studio.ready()).rejects.toBe(broken)
  })

  it('WEB-60 an engine that holds what the device refuses to save is not closed for another', async () => {
    let config = here
    const { studio, told, opened, reachable } = started(() => config)
    await studio.start()
    const [client] = opened
    if (client === undefined) throw new Error('no engine')
    const { device } = client
    let hear: (state: DeviceState) => void = () => undefined
    const full = new DeviceCannotSave({ detail: 'QuotaExceededError' })
    const refused: DeviceState = { writing: new Set(), refused: new Map([['d', 'p']]), error: full }
    Object.assign(device, {
      get: () => refused,
      subscribe: (listener: typeof hear) => {
        hear = listener
        return () => undefined
      },
    })
    config = there
    reachable()
    await expect.poll(() => rememberedServer(localStorage)).toEqual(there)
    expect(told).toEqual([here])
    expect(studio.client()).toBe(client)
    hear({ writing: new Set(), refused: new Map(), error: null })
    await expect.poll(() => told).toEqual([here, there])
  })
})
