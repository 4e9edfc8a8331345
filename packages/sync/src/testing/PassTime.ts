import { Effect } from 'effect'
import { TestClock } from 'effect/testing'

/** Lets time pass in small steps, so that everything due happens in its order. */
export const pass = (millis: number): Effect.Effect<void> =>
  Effect.gen(function* () {
    for (let at = 0; at < millis; at += 50) {
      yield* TestClock.adjust(50)
      yield* Effect.promise(() => new Promise((done) => setImmediate(done)))
    }
  })

/** Waits for a promise while time passes. */
export const during = <A>(ask: () => Promise<A>): Effect.Effect<A> =>
  Effect.raceFirst(Effect.promise(ask), Effect.forever(pass(50)))
