import { Studio } from '@coldopen/sync/testing'
import { Effect, Random, References } from 'effect'
import { TestClock } from 'effect/testing'
import * as Y from 'yjs'

/** Runs a scenario of Ann and Ben on a clock and dice of its own. */
export const play = (
  scene: (studio: Studio) => Generator<Effect.Effect<unknown, unknown>, void, never>,
): Promise<void> =>
  Effect.gen(() => scene(new Studio())).pipe(
    Effect.provide(TestClock.layer()),
    Random.withSeed(1),
    Effect.provideService(References.MinimumLogLevel, 'None'),
    Effect.runPromise,
  )

/** The text the log's replay gives. */
export const logged = (studio: Studio): string => studio.replay.getText('t').toString()

/** The positions whose event builds on what the log does not hold before it. */
export const early = (studio: Studio): readonly number[] => {
  const doc = new Y.Doc()
  return studio.events.flatMap(({ seq, body }) => {
    Y.applyUpdate(doc, Buffer.from(body, 'base64'))
    return doc.store.pendingStructs === null && doc.store.pendingDs === null ? [] : [seq]
  })
}
