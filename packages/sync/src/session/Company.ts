import { Effect, type Scope } from 'effect'
import type { Appended } from '../protocol/Event.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { type Entry, remove, type Write } from '../store/LocalStore.ts'
import type { Seat, TabMessage } from '../tabs/Tabs.ts'
import type { EngineParts, OpenDocument } from './OpenDocument.ts'
import type { Replica } from './Replica.ts'

type Host = Pick<OpenDocument, 'replica' | 'queue' | 'worker'>

/**
 * A document's company: the other tabs of this device that have it open. The line on disk is theirs together. What one
 * writes there the others take into their documents; one of them, the leader, sends it. Who leads matters for economy
 * alone: the disk says the order, and the log takes an event once however often it is sent.
 */
export class Company {
  readonly #parts: EngineParts
  readonly #document: string
  #seat: Seat | null = null
  #host: Host | null = null
  #leads = false
  /** Whether the leader was asked and has not answered. */
  #asked = false
  /** Whether another tab was ever heard here. */
  #heard = false
  #stale = false
  /** The last position that held an event of this tab's sessions when one of theirs was last found not to fit the log. */
  #doubted: number | null = null
  #looking = false

  private constructor(parts: EngineParts, document: string) {
    this.#parts = parts
    this.#document = document
  }

  /** Joins before the document is read from disk, so that nothing is missed between. */
  static readonly join = Effect.fnUntraced(function* (
    parts: EngineParts,
    document: string,
  ): Effect.fn.Return<Company, never, Scope.Scope> {
    const company = new Company(parts, document)
    company.#seat = yield* parts.tabs.join(document, {
      heard: (message) => company.#hear(message),
      leads: (leads) => company.#lead(leads),
    })
    if (company.#seat === null) company.#leads = true
    else yield* Effect.forkScoped(company.#watch)
    company.#tell({ _tag: 'Joined' })
    yield* Effect.addFinalizer(() => Effect.sync(() => (company.#host = null)))
    return company
  })

  /** Whether this tab sends the line. */
  get leads(): boolean {
    return this.#leads
  }

  /** Whether another tab has, or had, the document open. */
  get heard(): boolean {
    return this.#heard
  }

  /** The document is open. */
  serve(host: Host): void {
    this.#host = host
    if (this.#stale) this.look()
  }

  /** Brings the line here in step with the disk. */
  look(): void {
    this.#stale = true
    const host = this.#host
    if (host === null || this.#seat === null || this.#looking) return
    this.#looking = true
    const once = Effect.suspend(() => {
      this.#stale = false
      return this.#read(host)
    })
    const all = Effect.whileLoop({
      while: () => this.#stale,
      body: () => once,
      step: () => undefined,
    })
    const done = Effect.sync(() => (this.#looking = false))
    Effect.runForkWith(this.#parts.context)(
      all.pipe(
        Effect.catch((error) => Effect.logDebug('the line is read again later', error)),
        Effect.ensuring(done),
      ),
    )
  }

  /** A commit is on disk. */
  committed(writes: readonly Write[]): void {
    if (writes.some(({ table }) => table === 'outbox')) this.#tell({ _tag: 'LineChanged' })
  }

  acknowledged(answer: Appended): void {
    this.#tell({ _tag: 'Acknowledged', answer })
  }

  /** Keeps an event from being sent, for every tab. `unfit`: it does not fit the log, which its writer may mend. */
  park(event: string, reason: string, unfit: boolean): void {
    this.#host?.queue.write(this.#host.replica.line.park(event, reason))
    this.#tell({ _tag: 'Parked', event, reason, unfit })
  }

  /** What was parked is to be tried again, by whoever leads. */
  unpark(): void {
    if (this.#host === null || this.#host.replica.line.parked === 0) return
    this.#host.queue.write(this.#host.replica.line.unpark())
    this.#tell({ _tag: 'Unparked' })
  }

  #tell(message: TabMessage): void {
    this.#seat?.tell(message)
  }

  #lead(leads: boolean): void {
    this.#leads = leads
    this.#asked = false
    this.look()
    this.#host?.worker.post({ _tag: 'Changed' })
  }

  #hear(message: TabMessage): void {
    this.#heard = true
    if (message._tag === 'LineChanged') return this.look()
    if (message._tag === 'Joined') return this.#tell({ _tag: 'Here' })
    const host = this.#host
    if (host === null) return
    const { replica, worker } = host
    switch (message._tag) {
      case 'Acknowledged': {
        const { epoch, head, acks } = message.answer
        if (epoch !== replica.epoch) return worker.post({ _tag: 'Doubted' })
        replica.acknowledge(acks, true)
        return worker.post({ _tag: 'Heard', seq: head })
      }
      case 'Parked':
        replica.line.park(message.event, message.reason)
        if (message.unfit) this.#doubt(replica, message.event)
        return worker.post({ _tag: 'Changed' })
      case 'Unparked':
        if (replica.line.unpark().length > 0) worker.post({ _tag: 'Woke' })
        return
      case 'Asked':
        this.look()
        if (this.#leads && this.#able(host)) this.#tell({ _tag: 'Awake' })
        return
      case 'Awake':
        this.#asked = false
    }
  }

  /**
   * The leader can make anew only its own work. What is of this tab's sessions and does not fit the log is made anew here,
   * once for each state of what the log has of them (OUT-5).
   */
  #doubt(replica: Replica, event: string): void {
    const { sessions, line, surveying } = replica
    const own = line.events.some(
      ({ key, value }) => key[2] === event && sessions.has(value.session),
    )
    if (!own || surveying || this.#doubted === sessions.written) return
    this.#doubted = sessions.written
    replica.unsurveyed = true
  }

  /** Whether this tab reaches the log, as far as it knows. */
  #able({ queue, worker }: Host): boolean {
    return (
      !queue.refused && ['idle', 'opening', 'reading', 'sending'].includes(worker.machine.phase)
    )
  }

  /** Asks the leader for a sign of life while something waits to be sent; takes its place when none comes. */
  get #watch(): Effect.Effect<void> {
    const look = Effect.sync(() => {
      const host = this.#host
      const waits = host !== null && host.replica.line.sendable(host.replica.epoch)
      if (this.#leads || !waits || !this.#able(host)) this.#asked = false
      else if (this.#asked) this.#seat?.takeLead()
      else {
        this.#asked = true
        this.#tell({ _tag: 'Asked' })
      }
    })
    return Effect.forever(Effect.andThen(Effect.sleep(this.#parts.config.patience), look))
  }

  readonly #read = Effect.fnUntraced(
    { self: this },
    function* (
      this: Company,
      { replica, queue, worker }: Host,
    ): Effect.fn.Return<void, DeviceCannotSave> {
      const before = replica.line.ids
      const saved = (yield* Effect.result(queue.saved))._tag === 'Success'
      const { ids, entries } = yield* this.#rows(replica)
      if (this.#host === null) return
      const settled = ({ key, value }: Entry<'outbox'>): boolean =>
        value.session === replica.session || replica.line.hasReplaced(key[2])
      const own = entries.filter(settled)
      const others = entries.filter((entry) => !settled(entry))
      if (saved) {
        // Not on disk although everything here was saved: it is in the log, or its session wrote it anew.
        const gone = new Set([...before].filter((event) => !ids.has(event)))
        replica.line.forget(gone)
        replica.siblings.drop(gone)
        // On disk although this session let go of it: another tab wrote it back when it parked it.
        const back = own.filter(({ key }) => !replica.line.ids.has(key[2]))
        queue.write(back.map(({ key }) => remove('outbox', key)))
      }
      const fresh = others.filter(({ key }) => !replica.line.ids.has(key[2]))
      replica.line.refresh(entries)
      replica.line.adopt(fresh)
      replica.siblings.hold(fresh)
      replica.applySiblings()
      worker.post({ _tag: 'Changed' })
    },
  )

  /** Which events of the line are on disk, and those of them that may say something new. */
  readonly #rows = Effect.fnUntraced(
    { self: this },
    function* (
      this: Company,
      { line }: Host['replica'],
    ): Effect.fn.Return<
      { readonly ids: ReadonlySet<string>; readonly entries: readonly Entry<'outbox'>[] },
      DeviceCannotSave
    > {
      const { store } = this.#parts
      if (line.parked > 0) {
        const entries = yield* store.list('outbox', [this.#document])
        return { ids: new Set(entries.map(({ key }) => key[2])), entries }
      }
      const keys = yield* store.keys('outbox', [this.#document])
      const here = line.ids
      const found = yield* Effect.forEach(
        keys.filter((key) => !here.has(key[2])),
        (key) => Effect.map(store.get('outbox', key), (value) => ({ key, value })),
        { concurrency: 'unbounded' },
      )
      return {
        ids: new Set(keys.map((key) => key[2])),
        entries: found.flatMap(({ key, value }) => (value === null ? [] : [{ key, value }])),
      }
    },
  )
}
