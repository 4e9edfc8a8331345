import { Effect, Random } from 'effect'
import { Offline, ServerBusy, SignInAgain, type SyncError } from '../protocol/SyncError.ts'

const offline = new Offline({ detail: 'no answer' })

/** One client's line to a memory server, and what may go wrong on it. */
export class Wire {
  online = true
  /** Whether the process at this end is dead: nothing it asked for reaches it any more. */
  dead = false
  /** Calls that never reach the server. */
  drops = 0
  /** Answers that are lost although the server did its work. */
  lostAnswers = 0
  /** Calls that reach the server twice at once. */
  duplicates = 0
  /** Calls of which a copy reaches the server up to five seconds after it was answered. */
  stragglers = 0
  /** Calls the server turns away as busy. */
  busy = 0
  /** Whether the account's token is refused. */
  expired = false
  /** The longest a call takes each way, in milliseconds. */
  latency = 0
  /** Whether doorbell rings get through. */
  rings = true
  /** Whether rings may come late and out of order. */
  scrambles = false
  /** How often the server at the other end was started anew: what was under way then is not answered. */
  restarts = 0
  /** Completes when the process at this end is not frozen. */
  thawed: Effect.Effect<void> = Effect.void
  /** Called at every point where a process waits on this wire. */
  waited: () => void = () => undefined
  /** Called when the server is back after a restart. */
  readonly rejoin = new Set<() => void>()

  /** Whether anything passes. */
  get open(): boolean {
    return this.online && !this.dead
  }

  /** The same settings for the next process of this device; the process before it is never heard again. */
  next(): Wire {
    const { rejoin: _, ...settings } = this
    const wire = Object.assign(new Wire(), settings, { dead: false })
    this.dead = true
    return wire
  }

  /** The server is started anew: calls under way are lost, listeners join again. */
  restart(): void {
    this.restarts++
    for (const join of this.rejoin) join()
  }

  carry<A, E>(call: Effect.Effect<A, E>): Effect.Effect<A, E | SyncError> {
    return Effect.gen({ self: this }, function* () {
      const { restarts } = this
      const broken = () => !this.open || this.restarts !== restarts
      yield* this.travel
      if (broken() || this.#takes('drops')) return yield* offline
      if (this.#takes('busy')) return yield* new ServerBusy({ detail: 'busy' })
      if (this.expired) return yield* new SignInAgain({ detail: 'token expired' })
      if (this.#takes('duplicates')) yield* Effect.exit(call)
      const answer = yield* Effect.result(call)
      if (this.#takes('stragglers')) yield* this.#late(call)
      yield* this.travel
      if (broken() || this.#takes('lostAnswers')) return yield* offline
      return yield* Effect.fromResult(answer)
    })
  }

  /** The time one way takes. */
  get travel(): Effect.Effect<void> {
    const way =
      this.latency === 0
        ? Effect.yieldNow
        : Effect.flatMap(Random.next, (random) => Effect.sleep(random * this.latency))
    return Effect.tap(Effect.andThen(way, this.thawed), () => Effect.sync(() => this.waited()))
  }

  #late(call: Effect.Effect<unknown, unknown>): Effect.Effect<void> {
    const after = Effect.flatMap(Random.next, (random) => Effect.sleep(random * 5_000))
    return Effect.asVoid(Effect.forkDetach(Effect.andThen(after, Effect.exit(call))))
  }

  #takes(fault: 'drops' | 'busy' | 'duplicates' | 'stragglers' | 'lostAnswers'): boolean {
    if (this[fault] === 0) return false
    this[fault]--
    return true
  }
}
