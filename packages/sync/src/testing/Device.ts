import { makeDice, seededIds } from '@coldopen/core/testing'
import { Effect, Exit, Latch, Scope } from 'effect'
import type { ColdopenClient } from '../client/Client.ts'
import { makeEngine } from '../client/makeEngine.ts'
import type { MemoryToken } from '../identity/Accounts.memory.ts'
import type { Ids } from '../identity/Ids.ts'
import { defaultConfig, type EngineConfig } from '../session/EngineConfig.ts'
import type { RimSignal } from '../session/Rim.ts'
import { MemoryDisk } from '../store/LocalStore.memory.ts'
import { type MemoryTab, MemoryTabs } from '../tabs/Tabs.memory.ts'
import { LocalStore } from '../store/LocalStore.ts'
import type { MemoryServer } from './MemoryServer.ts'
import { Wire } from './Wire.ts'

/** Ids of a device in a test: the same for the same seed. */
export const deviceIds = (seed: number): Ids => {
  const dice = makeDice(seed * 7919 + 13)
  return { ...seededIds(seed), clientId: () => dice.below(2 ** 32) }
}

/** A device of a simulated world: a disk that outlives its processes, a wire to the server, at most one running engine. */
export class Device {
  readonly disk: MemoryDisk
  readonly tabs: MemoryTabs
  wire = new Wire()
  readonly token: MemoryToken
  readonly ids: { -readonly [K in keyof Ids]: Ids[K] }
  readonly server: MemoryServer
  /** Of the engines started from now on. */
  config: EngineConfig = defaultConfig
  /** What the platform tells the running engine. */
  tell: (signal: RimSignal) => void = () => undefined
  /** Whether the running engine is stopped, as a browser stops a hidden page. */
  frozen = false
  #running: { readonly client: ColdopenClient; readonly end: Effect.Effect<void> } | null = null
  #die: () => void = () => undefined
  #fuse: number | null = null
  #tab: MemoryTab | null = null
  #thawed = Latch.makeUnsafe(true)

  /** `beside`: another tab of that device, with the same disk and account. */
  constructor(server: MemoryServer, seed: number, beside: Device | null = null) {
    this.server = server
    this.disk = beside?.disk ?? new MemoryDisk()
    this.tabs = beside?.tabs ?? new MemoryTabs()
    this.token = beside?.token ?? { account: null }
    this.ids = deviceIds(seed)
  }

  /** Whether an engine runs here. */
  get on(): boolean {
    return this.#running !== null && !this.wire.dead
  }

  /** Kills the engine at the next but `waits` point where it waits for its disk or for the server; null: lets it live. */
  crashAfter(waits: number | null): void {
    this.#fuse = waits
  }

  /** Stops everything the engine asks for and hears; what it is told waits. */
  freeze(): void {
    if (!this.on) return
    this.frozen = true
    this.#thawed.closeUnsafe()
    this.#tab?.freeze()
  }

  thaw(): void {
    if (!this.frozen) return
    this.frozen = false
    this.#thawed.openUnsafe()
    this.#tab?.thaw()
    this.tell('woke')
  }

  get client(): ColdopenClient {
    if (this.#running === null) throw new Error('the device is off')
    return this.#running.client
  }

  /** Starts the engine on what the disk holds. */
  readonly start = Effect.gen({ self: this }, function* () {
    const scope = yield* Scope.make()
    this.#fuse = null
    const wire = this.wire.next()
    const waited = (): void => {
      if (this.wire !== wire || this.#fuse === null || this.#fuse-- > 0) return
      this.#fuse = null
      this.#die()
    }
    const thawed = Latch.makeUnsafe(true)
    const { store, kill } = this.disk.open(waited, thawed.await)
    const tab = this.tabs.open()
    this.frozen = false
    this.#thawed = thawed
    this.#tab = tab
    this.wire = wire
    wire.thawed = thawed.await
    this.#die = () => {
      kill()
      tab.kill()
      wire.dead = true
    }
    wire.waited = waited
    const client = yield* makeEngine({
      server: this.server.layer(this.wire, this.token),
      doorbell: true,
      ids: this.ids,
      rim: {
        listen: (heard) => {
          this.tell = heard
          return () => undefined
        },
      },
      tabs: tab.tabs,
      config: this.config,
    }).pipe(Effect.provideService(LocalStore, store), Effect.provideService(Scope.Scope, scope))
    const end = Effect.andThen(
      Effect.sync(this.#die),
      Effect.forkDetach(Scope.close(scope, Exit.void)).pipe(Effect.asVoid),
    )
    this.#running = { client, end }
    return client
  })

  /** Ends the engine as a crash does: nothing it had not brought to disk is left. */
  readonly crash = Effect.suspend(() => {
    const running = this.#running
    this.#running = null
    return running === null ? Effect.void : running.end
  })
}
