import { makeDice, type Dice } from '@coldopen/core/testing'
import { Effect } from 'effect'
import { fromBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { DocumentSession } from '../client/Client.ts'
import type { LoggedEvent } from '../protocol/Event.ts'
import { Device, deviceIds } from './Device.ts'
import { MemoryServer } from './MemoryServer.ts'
import { during, pass } from './PassTime.ts'

/** A writer of the world: a device with the shared script open, and the marks it wrote. */
interface Writer {
  readonly name: string
  readonly device: Device
  session: DocumentSession | null
  /** Marks known to be on disk. */
  readonly saved: Set<string>
}

/** Several devices with one script over one server, and a seed that decides everything that happens. */
export class World {
  readonly server: MemoryServer
  readonly writers: Writer[]
  readonly dice: Dice
  #script = ''
  #marks = 0
  #restored = false

  /** `tabs`: the last writer is another tab of the first one's device. */
  constructor(seed: number, size: number, tabs: boolean) {
    this.dice = makeDice(seed)
    this.server = new MemoryServer(deviceIds(seed * 31 + 1))
    const first = new Device(this.server, seed * 100)
    const others = Array.from({ length: size - 1 }, (_, i) => {
      const isTab = tabs && i === size - 2
      return new Device(this.server, seed * 100 + i + 1, isTab ? first : null)
    })
    this.writers = [first, ...others].map((device, i) => ({
      name: `w${i}`,
      device,
      session: null,
      saved: new Set(),
    }))
  }

  /** Signs everyone in, makes the script, and opens it everywhere. */
  readonly begin = Effect.gen({ self: this }, function* () {
    const [first, ...others] = this.writers
    if (first === undefined) return
    for (const { device, name } of this.writers) {
      yield* device.start
      if (device.token.account === null)
        yield* during(() => device.client.identity.signUp(`${name}@example.com`, 'secret'))
    }
    const { client } = first.device
    const project = yield* during(() => client.library.create({ title: 'Night' }))
    this.#script = project.screenplay ?? ''
    yield* pass(1_000)
    for (const { device } of others) {
      if (device.token === first.device.token) continue
      const { token } = yield* during(() => client.members.invite(project.id, 'editor'))
      yield* during(() => device.client.members.accept(token))
    }
    for (const writer of this.writers) yield* this.#open(writer)
  })

  /** One thing happens. */
  readonly act = Effect.gen({ self: this }, function* () {
    const writer = this.writers[this.dice.below(this.writers.length)]!
    const { wire, disk } = writer.device
    switch (this.dice.below(16)) {
      case 0:
        wire.online = !wire.online
        return
      case 1:
        wire.lostAnswers++
        return
      case 2:
        wire.busy++
        return
      case 3:
        wire.rings = !wire.rings
        return
      case 4:
        wire.scrambles = !wire.scrambles
        wire.latency = this.dice.below(400)
        return
      case 5:
        yield* writer.device.crash
        yield* writer.device.start
        return yield* this.#open(writer)
      case 6:
        disk.fail(this.dice.below(2) === 0 ? 'the disk is full' : null)
        return
      case 7:
        if (this.dice.below(6) > 0) return
        this.#restored = true
        return this.server.log.restore(this.#script, this.dice.below(this.events.length + 1))
      case 8:
        return yield* pass(this.dice.below(3_000))
      default:
        return yield* this.#edit(writer)
    }
  })

  /** Mends everything and lets it come to rest. */
  readonly heal = Effect.gen({ self: this }, function* () {
    for (const { device } of this.writers) {
      device.disk.fail(null)
      Object.assign(device.wire, {
        online: true,
        lostAnswers: 0,
        busy: 0,
        rings: true,
        scrambles: false,
      })
    }
    yield* pass(5_000)
    for (const writer of this.writers) if (writer.session === null) yield* this.#open(writer)
    yield* pass(60_000)
  })

  /**
   * The marks the log holds, in the order its replay gives. Throws when an event comes before what it builds on; after a
   * restore only when it never comes, since each device gives back its own.
   */
  get logged(): string[] {
    const doc = new Y.Doc()
    const whole = () => doc.store.pendingStructs === null && doc.store.pendingDs === null
    const events = this.events.map(({ body }) => () => {
      Y.applyUpdate(doc, fromBase64(body))
      return this.#restored || whole()
    })
    if (!events.every((apply) => apply()) || !whole()) {
      throw new Error('an event builds on what the log does not hold before it')
    }
    return doc.getArray<string>('marks').toArray()
  }

  /**
   * The events whose content builds on more than their `base_seq` says: the log up to it and the same author's earlier
   * events (LOG-4). Means nothing after a restore.
   */
  get misplaced(): number[] {
    if (this.#restored) return []
    return this.events.flatMap(({ seq, base_seq, actor_id, body }) => {
      const before = (other: LoggedEvent): boolean =>
        other.actor_id === actor_id && other.seq < seq && other.base_seq <= base_seq
      const past = this.events.filter((other) => other.seq <= base_seq || before(other))
      const doc = new Y.Doc()
      for (const event of past) Y.applyUpdate(doc, fromBase64(event.body))
      Y.applyUpdate(doc, fromBase64(body))
      return doc.store.pendingStructs === null && doc.store.pendingDs === null ? [] : [seq]
    })
  }

  get events() {
    return this.server.log.documents.get(this.#script)?.events ?? []
  }

  /** Opens the script; a device that never read it cannot while it is offline. */
  #open(writer: Writer): Effect.Effect<void> {
    const opening = () => writer.device.client.documents.open(this.#script).catch(() => null)
    return Effect.map(during(opening), (session) => {
      writer.session = session
    })
  }

  #edit(writer: Writer): Effect.Effect<void> {
    return Effect.gen({ self: this }, function* () {
      const { session } = writer
      if (session === null) return
      const marks = session.doc.getArray<string>('marks')
      const mark = `${writer.name}-${this.#marks++}`
      marks.insert(this.dice.below(marks.length + 1), [mark])
      const saving = session.saved().then(
        () => writer.saved.add(mark),
        () => undefined,
      )
      if (this.dice.below(3) > 0) yield* Effect.promise(() => saving)
    })
  }
}
