import { integratePending } from '@coldopen/core/document'
import { makeDice } from '@coldopen/core/testing'
import { Effect } from 'effect'
import { fromBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import { defaultConfig, type EngineConfig } from '../session/EngineConfig.ts'
import { Restores } from './CausalPast.ts'
import { Device, deviceIds } from './Device.ts'
import { LogWatch } from './LogWatch.ts'
import { MemoryServer } from './MemoryServer.ts'
import { during, pass } from './PassTime.ts'
import type { Act, Plan } from './Plan.ts'
import { ProjectionWatch } from './ProjectionWatch.ts'
import { Projectors } from './Projectors.ts'
import { Writer } from './Writer.ts'

/** Logs of the world are short: snapshots are asked for early, so that writers come to read them. */
const worldConfig: EngineConfig = { ...defaultConfig, snapshotBehind: 4 }

/** Several devices with one script over one server, to which happens what a plan says. */
export class World {
  readonly server: MemoryServer
  readonly writers: readonly Writer[]
  readonly watch = new LogWatch(() => this.events)
  readonly projectors: Projectors
  readonly projections: ProjectionWatch
  /** Marks somebody erased, whether or not that was saved. */
  readonly touched = new Set<string>()
  /** ClientIDs with events that a restored log had lost: their writers learn it late. */
  readonly excused = new Set<number>()
  readonly restores = new Restores()
  script = ''
  project = ''
  #marks = 0

  constructor({ seed, size, tabs, more = 0 }: Plan) {
    this.server = new MemoryServer(deviceIds(seed * 31 + 1))
    this.projectors = new Projectors(this.server.log, seed)
    this.projections = new ProjectionWatch(this.projectors.logs)
    const first = new Device(this.server, seed * 100)
    const alone = tabs ? Math.max(1, size - 1 - more) : size
    const others = Array.from(
      { length: size - 1 },
      (_, i) => new Device(this.server, seed * 100 + i + 1, i + 1 >= alone ? first : null),
    )
    this.writers = [first, ...others].map((device, i) => new Writer(`w${i}`, device))
    const together = [this.writers[0]!, ...this.writers.slice(alone)]
    for (const writer of together) {
      writer.siblings = together.filter((other) => other !== writer)
    }
  }

  /** Signs everyone in, makes the script, and opens it everywhere. */
  readonly begin = Effect.gen({ self: this }, function* () {
    yield* this.projectors.begin
    for (const { device, name } of this.writers) {
      device.config = worldConfig
      yield* device.start
      if (device.token.account === null)
        yield* during(() => device.client.identity.signUp(`${name}@example.com`, 'secret'))
    }
    const [first, ...others] = this.writers
    const { client } = first!.device
    const project = yield* during(() => client.library.create({ title: 'Night' }))
    this.project = project.id
    this.script = project.screenplay ?? ''
    yield* pass(1_000)
    for (const { device } of others) {
      if (device.token === first!.device.token) continue
      const { token } = yield* during(() => client.members.invite(project.id, 'editor'))
      yield* during(() => device.client.members.accept(token))
    }
    for (const writer of this.writers) yield* writer.open(this.script)
  })

  get events() {
    return this.server.log.documents.get(this.script)?.events ?? []
  }

  /** The account of a writer as the server knows it. */
  accountOf(writer: Writer): string {
    return writer.device.token.account?.id ?? ''
  }

  /** Lets an account do what `role` may; null: it is no member. */
  admit(account: string, role: 'editor' | 'viewer' | null): void {
    const members = this.server.log.members.get(this.project)
    if (role === null) members?.delete(account)
    else members?.set(account, role)
    for (const tell of this.server.log.onProject) tell(this.project)
  }

  /** Takes the log back to its first events, under a new epoch. */
  restore(head: number): void {
    this.restores.add(head, this.events.slice(head))
    this.server.log.restore(this.script, head)
    this.projectors.logs.get(this.script)?.restore(head)
    for (const client of this.watch.restore()) this.excused.add(client)
  }

  /** A writer writes a new mark somewhere. */
  edit(writer: Writer, { chance }: Act): Effect.Effect<unknown> {
    const dice = makeDice(chance)
    const mark = `${writer.name}-${this.#marks++}`
    return writer.change(
      dice.below(3) > 0,
      (doc) => {
        const marks = doc.getArray<string>('marks')
        marks.insert(dice.below(marks.length + 1), [mark])
      },
      () => writer.saved.add(mark),
    )
  }

  /** A writer erases a mark they see. */
  erase(writer: Writer, { chance }: Act): Effect.Effect<unknown> {
    const { marks } = writer
    if (marks === null || marks.length === 0) return Effect.void
    const dice = makeDice(chance)
    const at = dice.below(marks.length)
    const mark = marks.get(at)
    this.touched.add(mark)
    return writer.change(
      dice.below(3) > 0,
      () => marks.delete(at),
      () => writer.erased.add(mark),
    )
  }

  /**
   * The marks the log holds, in the order its replay gives. Throws when an event comes before what it builds on; after a
   * restore only when that never comes, since each device gives back its own.
   */
  get logged(): string[] {
    const doc = new Y.Doc()
    const whole = () => doc.store.pendingStructs === null && doc.store.pendingDs === null
    for (const { seq, body } of this.events) {
      Y.applyUpdate(doc, fromBase64(body))
      if (!this.watch.restored && !whole()) {
        throw new Error(`position ${seq} builds on what the log does not hold before it`)
      }
    }
    integratePending(doc)
    if (!whole()) throw new Error('an event builds on what the log does not hold')
    return doc.getArray<string>('marks').toArray()
  }
}
