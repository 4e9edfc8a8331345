import type {
  Account,
  ColdopenClient,
  DeviceState,
  NetworkStatus,
  ProjectRow,
  Readable,
} from '@coldopen/sync/client'
import {
  type Accessor,
  createContext,
  createEffect,
  createMemo,
  createRoot,
  createSignal,
  useContext,
} from 'solid-js'
import { createReadable } from '../reactive/createReadable.ts'
import { rememberAccount } from './RememberedAccount.ts'
import { rememberedLibrary, rememberLibrary } from './RememberedLibrary.ts'
import {
  askForServer,
  rememberedServer,
  rememberServer,
  sameServer,
  type ServerConfig,
} from './ServerConfig.ts'

/** Opens the engine against a server, or against none: then everything stays on this device. */
export type OpenClient = (server: ServerConfig | null) => Promise<ColdopenClient>

/** The engine as the screens see it: opening, open or failed, with what the first paint needs before it is open. */
export interface Studio {
  readonly client: Accessor<ColdopenClient | null>
  /** Why the engine could not be opened, or `null`. */
  readonly failure: Accessor<unknown>
  readonly projects: Accessor<readonly ProjectRow[]>
  readonly account: Accessor<Account | null>
  readonly network: Accessor<NetworkStatus>
  /** Whether the server refuses the account's session: only signing in helps. */
  readonly lapsed: Accessor<boolean>
  /** What is on this device's disk, and what it refuses to save. */
  readonly device: Accessor<DeviceState>
  /** Resolves with the engine once it is open; for actions taken before that. */
  ready(): Promise<ColdopenClient>
  /** Opens the engine; called once, after the first paint. */
  start(): Promise<void>
}

export interface StudioParts {
  readonly open: OpenClient
  readonly storage: Storage
  readonly fetcher: typeof fetch
  /** Called when a server may have become reachable: `online`, a visible tab. */
  readonly whenReachable: (ask: () => void) => void
  /** Called with an account's id, or `null`, when another window of this browser signed in or out. */
  readonly whenAccountElsewhere: (heard: (id: string | null) => void) => void
}

const nothingUnsaved: DeviceState = { writing: new Set(), refused: new Map(), error: null }

const hasRefused = ({ device }: ColdopenClient): boolean => device.get().refused.size > 0

const allSaved = ({ device }: ColdopenClient): Promise<void> =>
  new Promise((done) => {
    const stop = device.subscribe(({ refused }) => {
      if (refused.size > 0) return
      stop()
      done()
    })
  })

export const makeStudio = (parts: StudioParts): Studio =>
  createRoot(() => {
    const [client, setClient] = createSignal<ColdopenClient | null>(null)
    const [failure, setFailure] = createSignal<unknown>(null)
    const waiting: {
      resolve(client: ColdopenClient): void
      reject(error: unknown): void
    }[] = []
    let server = rememberedServer(parts.storage)
    let opening: Promise<void> = Promise.resolve()

    const pick = <A>(choose: (client: ColdopenClient) => Readable<A>) =>
      createMemo(() => {
        const open = client()
        return open === null ? null : choose(open)
      })
    const [known, setKnown] = createSignal(rememberedLibrary(parts.storage))
    const rows = createReadable<readonly ProjectRow[] | null>(
      pick((open) => open.library.projects),
      null,
    )
    const projects = createMemo(() => rows() ?? known())
    const account = createReadable<Account | null>(
      pick((open) => open.identity.account),
      null,
    )
    const network = createReadable<NetworkStatus>(
      pick((open) => open.network),
      'connecting',
    )
    const lapsed = createReadable(
      pick((open) => open.identity.lapsed),
      false,
    )
    const device = createReadable<DeviceState>(
      pick((open) => open.device),
      nothingUnsaved,
    )
    createEffect(() => {
      const seen = rows()
      if (seen === null) return
      setKnown(seen)
      rememberLibrary(parts.storage, seen)
    })
    createEffect(() => {
      if (client() !== null) rememberAccount(parts.storage, account()?.id ?? null)
    })

    const openWith = async (config: ServerConfig | null) => {
      const before = client()
      // What the device refuses to save is in this engine's memory alone.
      if (before !== null && hasRefused(before)) await allSaved(before)
      setClient(null)
      server = config
      try {
        await before?.close()
        const opened = await parts.open(config)
        setFailure(null)
        setClient(() => opened)
        for (const one of waiting.splice(0)) one.resolve(opened)
      } catch (error) {
        setFailure(() => error)
        for (const one of waiting.splice(0)) one.reject(error)
      }
    }

    /** Reopens only when the origin names another server than the one in use; no answer changes nothing. */
    const refresh = async () => {
      const found = await askForServer(parts.fetcher)
      if (found === null || sameServer(found, server)) return
      rememberServer(parts.storage, found)
      opening = opening.then(() => openWith(found))
      await opening
    }

    /** Two windows of one browser have one account; what belonged to the other leaves the screen first. */
    const follow = (id: string | null) => {
      opening = opening.then(async () => {
        if ((account()?.id ?? null) === id) return
        setKnown([])
        await openWith(server)
      })
    }

    const start = async () => {
      const remembered = server
      server ??= await askForServer(parts.fetcher)
      if (server !== null) rememberServer(parts.storage, server)
      opening = openWith(server)
      await opening
      parts.whenReachable(() => void refresh())
      parts.whenAccountElsewhere(follow)
      if (remembered !== null) await refresh()
    }

    const ready = () => {
      const open = client()
      if (open !== null) return Promise.resolve(open)
      if (failure() !== null) return Promise.reject(failure())
      return new Promise<ColdopenClient>((resolve, reject) => waiting.push({ resolve, reject }))
    }

    return { client, failure, projects, account, network, lapsed, device, ready, start }
  })

const StudioContext = createContext<Studio>()

export const StudioProvider = StudioContext.Provider

/** The studio of this app; every screen stands under its provider. */
export const useStudio = (): Studio => {
  const studio = useContext(StudioContext)
  if (studio === undefined) throw new Error('A screen was rendered outside the studio.')
  return studio
}
