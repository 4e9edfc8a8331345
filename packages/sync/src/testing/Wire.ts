import { Effect, Random } from 'effect'
import { Offline, ServerBusy, SignInAgain, type SyncError } from '../protocol/SyncError.ts'

const offline = new Offline({ detail: 'no answer' })

/** One client's line to a memory server, and what may go wrong on it. */
export class Wire {
  online = true
  /** Answers that are lost although the server did its work. */
  lostAnswers = 0
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

  /** The same settings for the next process of this device; the process before it is never heard again. */
  next(): Wire {
    const wire = Object.assign(new Wire(), this)
    this.online = false
    return wire
  }

  carry<A, E>(call: Effect.Effect<A, E>): Effect.Effect<A, E | SyncError> {
    return Effect.gen({ self: this }, function* () {
      yield* this.travel
      if (!this.online) return yield* offline
      if (this.busy > 0) {
        this.busy--
        return yield* new ServerBusy({ detail: 'busy' })
      }
      if (this.expired) return yield* new SignInAgain({ detail: 'token expired' })
      const answer = yield* Effect.result(call)
      yield* this.travel
      if (!this.online) return yield* offline
      if (this.lostAnswers > 0) {
        this.lostAnswers--
        return yield* offline
      }
      return yield* Effect.fromResult(answer)
    })
  }

  /** The time one way takes. */
  get travel(): Effect.Effect<void> {
    return this.latency === 0
      ? Effect.yieldNow
      : Effect.flatMap(Random.next, (random) => Effect.sleep(random * this.latency))
  }
}
