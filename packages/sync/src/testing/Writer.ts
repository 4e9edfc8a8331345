import { Effect } from 'effect'
import * as Y from 'yjs'
import type { DocumentSession } from '../client/Client.ts'
import type { Device } from './Device.ts'
import { pass } from './PassTime.ts'

/** Waits for a promise while time passes, for at most `millis`; null when it did not come or was refused. */
const within = <A>(millis: number, ask: () => Promise<A>): Effect.Effect<A | null> =>
  Effect.raceFirst(
    Effect.promise(() => ask().catch(() => null)),
    Effect.as(pass(millis), null),
  )

/** A writer of the world: a device with the shared script open, and what they wrote. */
export class Writer {
  readonly name: string
  readonly device: Device
  /** The other tabs of the same device. */
  siblings: readonly Writer[] = []
  session: DocumentSession | null = null
  /** Marks known to be on disk. */
  readonly saved = new Set<string>()
  /** Marks whose erasure is known to be on disk. */
  readonly erased = new Set<string>()
  /** Set when the disk lacks what was reported saved. */
  lie: string | null = null

  constructor(name: string, device: Device) {
    this.name = name
    this.device = device
  }

  get marks(): Y.Array<string> | null {
    return this.session?.doc.getArray<string>('marks') ?? null
  }

  /** Starts the engine, again if the disk refuses, and opens the script. */
  start(script: string): Effect.Effect<void> {
    return Effect.gen({ self: this }, function* () {
      this.session = null
      yield* this.device.crash
      const started = yield* Effect.exit(this.device.start)
      if (started._tag === 'Success') yield* this.open(script)
      else yield* this.device.crash
    })
  }

  /** Opens the script; a device that may not or cannot read it has no session then. */
  open(script: string): Effect.Effect<void> {
    return Effect.map(
      within(5_000, () => this.device.client.documents.open(script)),
      (session) => {
        this.session = session
      },
    )
  }

  close(): Effect.Effect<unknown> {
    const { session } = this
    this.session = null
    return session === null ? Effect.void : within(5_000, () => session.close())
  }

  signIn(): Effect.Effect<unknown> {
    return within(5_000, () =>
      this.device.client.identity.signIn(`${this.name}@example.com`, 'secret'),
    )
  }

  /** Changes the script; `saved` is told when the change is on disk. */
  change(wait: boolean, act: (doc: Y.Doc) => void, saved: () => void): Effect.Effect<unknown> {
    const { session } = this
    if (session === null) return Effect.void
    const { doc } = session
    act(doc)
    const clock = Y.getState(doc.store, doc.clientID)
    const saving = session.saved().then(
      () => {
        saved()
        const there = this.#onDisk(session.id, doc.clientID) >= clock
        const withHeir = session.lapsed.get() || this.#succeeded(session.id, doc.clientID)
        if (!there && !withHeir) this.lie = 'saved, but not on disk'
      },
      () => undefined,
    )
    return wait ? within(3_000, () => saving) : Effect.void
  }

  /** Whether what a client wrote is on disk under an heir, because its session was ended meanwhile. */
  #succeeded(script: string, client: number): boolean {
    const { disk } = this.device
    const sessions = disk.tables.list('sessions', [script])
    return sessions.some(({ key, value }) => value.clientId === client && disk.hasEnded(key))
  }

  #onDisk(script: string, client: number): number {
    return this.device.disk.tables.list('updates', [script]).reduce((most, { value }) => {
      const { to } = Y.parseUpdateMeta(value.body)
      return Math.max(most, to.get(client) ?? 0)
    }, 0)
  }
}
