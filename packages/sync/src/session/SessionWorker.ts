import { Clock, type Context, Effect, Exit, Fiber, Random, Scope } from 'effect'
import { type Cell, makeCell } from '../client/Cell.ts'
import type { SyncState } from '../client/Client.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { type Calls, makeCalls } from './Calls.ts'
import { describeState, sameState } from './DescribeState.ts'
import type { Company } from './Company.ts'
import type { EngineConfig } from './EngineConfig.ts'
import { FlushPace } from './FlushPace.ts'
import type { Link, Registration } from './Link.ts'
import { type Ear, listenToDocument } from './ListenToDocument.ts'
import type { Replica } from './Replica.ts'
import { retryDelay } from './RetryDelay.ts'
import {
  type Facts,
  initialState,
  type SessionEvent,
  type SessionState,
  type Want,
} from './SessionState.ts'
import { step } from './SessionTransition.ts'

export interface WorkerOptions {
  readonly replica: Replica
  readonly config: EngineConfig
  readonly interactive: boolean
  readonly registration: Registration
  readonly company: Company
  /** Completes when everything in the line is on disk: nothing is sent that a crash could forget. */
  readonly durable: Effect.Effect<void>
  /** The engine's services: clock, randomness, logger. */
  readonly context: Context.Context<never>
}

/**
 * Carries out what the state machine wants for one document, on Effect's clock: calls, timers, seals. Whoever has
 * news posts it; events are taken one at a time, in order, and never from inside another step.
 */
export class SessionWorker {
  readonly state: Cell<SyncState>
  readonly #replica: Replica
  readonly #options: WorkerOptions
  readonly #clock: Clock.Clock
  readonly #pace: FlushPace
  readonly #ear: Ear = { hearing: false }
  readonly #fibers = new Set<Fiber.Fiber<unknown>>()
  readonly #watchers = new Set<(state: SessionState) => void>()
  #queue: SessionEvent[] = []
  #stepping = false
  #machine: SessionState
  #device: DeviceCannotSave | null = null
  #calls: Calls | null = null
  #call: Fiber.Fiber<unknown> | null = null
  #waiting: Fiber.Fiber<unknown> | null = null
  #listening: Scope.Closeable | null = null

  constructor(options: WorkerOptions) {
    this.#options = options
    this.#replica = options.replica
    this.#clock = Effect.runSyncWith(options.context)(Clock.Clock)
    this.#pace = new FlushPace(options.config.flush, () => options.company.heard)
    this.#machine = initialState(this.#facts(), options.registration.known(), options.interactive)
    this.state = makeCell(this.#describe(), sameState)
  }

  /** Where the session stands. */
  get machine(): SessionState {
    return this.#machine
  }

  /** Gives the session a way to the server. */
  attach(link: Link): void {
    const { registration, durable, config, company } = this.#options
    this.detach()
    this.#options.company.unpark()
    this.#calls = makeCalls(
      this.#replica,
      link,
      registration,
      durable,
      company,
      config.snapshotBehind,
    )
    this.#listening = Scope.makeUnsafe()
    const accepts = () => this.#machine.phase !== 'stopped'
    const post = (event: SessionEvent) => this.post(event)
    const listen = listenToDocument(this.#replica, link, this.#ear, accepts, post)
    this.#fork(Effect.provideService(listen, Scope.Scope, this.#listening))
    this.#fork(this.#poll(this.#calls))
    this.#pace.attached()
    this.post({ _tag: 'Attached' })
  }

  detach(): void {
    if (this.#listening !== null) this.#fork(Scope.close(this.#listening, Exit.void))
    this.#listening = null
    this.#ear.hearing = false
    this.#calls = null
    this.#pace.failed()
    this.post({ _tag: 'Detached' })
  }

  post(event: SessionEvent): void {
    this.#queue.push(event)
    if (this.#stepping) return
    this.#stepping = true
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        this.#take(next)
      }
    } finally {
      this.#stepping = false
    }
    this.publish()
  }

  /**
   * A local change was made. Only the first of a window takes a step: this runs on every keystroke. When foreign events
   * sealed the window early and it is in the log already, its timer still runs, and the state must be told anew.
   */
  edited(): void {
    if (!this.#machine.sealing) this.post({ _tag: 'Edited' })
    else if (this.state.get().pending === 0) this.publish()
  }

  /** Tells whoever reads the state what the replica and the machine say now. */
  publish(): void {
    this.state.set(this.#describe())
    for (const watch of this.#watchers) watch(this.#machine)
  }

  /** Shows or clears that the device refused to save. */
  setDevice(error: DeviceCannotSave | null): void {
    if (this.#device === error) return
    this.#device = error
    this.publish()
  }

  /** The account's role may have changed: what was parked is tried again. */
  granted(): void {
    if (this.#replica.line.parked > 0) this.again()
  }

  /** What was parked is put back into the line, and what waits is tried now. */
  again(): void {
    this.#options.company.unpark()
    this.post({ _tag: 'Woke' })
  }

  /** Calls back after every step until told to stop. */
  watch(watcher: (state: SessionState) => void): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /** Stops every call and timer. */
  close(): void {
    this.detach()
    this.post({ _tag: 'Closed' })
    for (const fiber of this.#fibers) fiber.interruptUnsafe()
  }

  get #now(): number {
    return this.#clock.currentTimeMillisUnsafe()
  }

  #take(event: SessionEvent): void {
    const [next, wants] = step({ ...this.#machine, facts: this.#facts() }, event)
    this.#machine = next
    for (const want of wants) this.#perform(want)
  }

  #perform(want: Want): void {
    switch (want._tag) {
      case 'Open':
        return this.#run(this.#calls?.open)
      case 'Read':
        return this.#run(this.#calls?.read(this.#machine.head - this.#replica.cursor))
      case 'Send':
        return this.#run(this.#calls?.send)
      case 'Abandon':
        return this.#call?.interruptUnsafe()
      case 'Wait':
        this.#waiting = this.#fork(this.#retryAfter(want.attempt))
        return
      case 'StopWaiting':
        return this.#waiting?.interruptUnsafe()
      case 'ScheduleSeal':
        return this.#scheduleSeal()
      case 'Seal':
        this.#pace.sealed(this.#now)
        this.#replica.seal()
        this.#replica.compact()
        return this.post({ _tag: 'Changed' })
      case 'Park':
        this.#calls?.park(want.error)
        return this.post({ _tag: 'Changed' })
      case 'Reread':
        this.#replica.restart()
        return this.post({ _tag: 'Changed' })
    }
  }

  /** At once is after the task that edits, so that all its changes are one window. */
  #scheduleSeal(): void {
    const wait = this.#pace.wait(this.#now)
    if (wait > 0) this.#fork(this.#later(wait, { _tag: 'SealDue' }))
    else queueMicrotask(() => this.post({ _tag: 'SealDue' }))
  }

  #run(call: Effect.Effect<SessionEvent> | undefined): void {
    if (call === undefined) return
    const started = this.#now
    const answered = Effect.map(call, (answer) => {
      if (answer._tag === 'Failed') this.#pace.failed()
      else this.#pace.answered(this.#now - started)
      this.post(answer)
    })
    this.#call = this.#fork(Effect.andThen(Effect.yieldNow, answered))
  }

  #poll(calls: Calls): Effect.Effect<void> {
    const { poll } = this.#options.config
    const once = Effect.suspend(() =>
      Effect.sleep(this.#ear.hearing ? poll.withDoorbell : poll.without),
    ).pipe(Effect.map(() => this.post({ _tag: 'Doubted' })))
    return Effect.whileLoop({
      while: () => this.#calls === calls,
      body: () => once,
      step: () => undefined,
    })
  }

  #retryAfter(attempt: number): Effect.Effect<void> {
    return Effect.flatMap(Random.next, (random) =>
      this.#later(retryDelay(attempt, random, this.#options.config.retry), { _tag: 'RetryDue' }),
    )
  }

  #later(delay: number, event: SessionEvent): Effect.Effect<void> {
    return Effect.map(Effect.sleep(delay), () => this.post(event))
  }

  #fork<A>(effect: Effect.Effect<A>): Fiber.Fiber<A> {
    const fiber = Effect.runForkWith(this.#options.context)(effect)
    this.#fibers.add(fiber)
    fiber.addObserver(() => this.#fibers.delete(fiber))
    return fiber
  }

  #facts(): Facts {
    const { line, unsealed, cursor, epoch, unsurveyed, sessions } = this.#replica
    return {
      unsealed,
      unsent: line.length,
      parked: line.parked,
      sendable: this.#options.company.leads && line.sendable(epoch),
      cursor,
      placed: epoch > 0,
      unsurveyed,
      written: sessions.written,
    }
  }

  #describe(): SyncState {
    const machine = { ...this.#machine, facts: this.#facts() }
    return describeState(machine, this.#replica.alarm, this.#device)
  }
}
