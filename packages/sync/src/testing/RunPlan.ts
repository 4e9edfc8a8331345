import { Effect, Random, References } from 'effect'
import { TestClock } from 'effect/testing'
import { pass } from './PassTime.ts'
import type { Plan } from './Plan.ts'
import { World } from './World.ts'
import { perform } from './WorldActs.ts'
import { atRest, checkHealed, checkNow } from './WorldChecks.ts'

/** How long a healed world may take to come to rest, in milliseconds. */
const rest = 240_000

/** Mends everything and lets it come to rest. A dead tab stays dead while its sibling lives: that one sends its work. */
const heal = (world: World): Effect.Effect<void> =>
  Effect.gen(function* () {
    for (const { device } of world.writers) {
      device.crashAfter(null)
      device.disk.fail(null)
      device.disk.disconnect(0)
      device.disk.mistake(0)
      device.tabs.latency = 0
      device.thaw()
      Object.assign(device.wire, {
        online: true,
        drops: 0,
        lostAnswers: 0,
        duplicates: 0,
        stragglers: 0,
        busy: 0,
        latency: 0,
        rings: true,
        scrambles: false,
      })
    }
    yield* world.projectors.heal
    for (const writer of world.writers) {
      const { device, siblings } = writer
      const account = world.accountOf(writer)
      if (account !== world.accountOf(world.writers[0]!)) world.admit(account, 'editor')
      const sends = siblings.some((sibling) => sibling.device.on)
      if (!device.on && !sends) yield* writer.start(world.script)
      if (device.on && device.wire.expired) yield* writer.signIn()
    }
    yield* pass(5_000)
    for (let waited = 0; waited < rest; waited += 1_000) {
      for (const writer of world.writers) {
        if (!writer.device.on) continue
        if (writer.session?.lapsed.get() === true) yield* writer.close()
        if (writer.session === null) yield* writer.open(world.script)
      }
      yield* pass(1_000)
      world.watch.check()
      if (atRest(world)) return
    }
  })

const life = (plan: Plan): Effect.Effect<World, unknown> =>
  Effect.gen(function* () {
    const world = new World(plan)
    yield* world.begin
    for (const [index, act] of plan.acts.entries()) {
      yield* perform(world, act)
      yield* Effect.try({
        try: () => checkNow(world),
        catch: (cause) => new Error(`after act ${index + 1} (${act.what})`, { cause }),
      })
    }
    yield* heal(world)
    // What killed tabs left is adopted by the others on a slow timer.
    if (world.writers.some(({ device }) => !device.on)) yield* pass(65_000)
    checkHealed(world)
    for (const { device } of world.writers) yield* device.crash
    yield* world.projectors.end
    return world
  })

/** Lives through a plan on a clock and dice of its own; rejects with what did not hold. */
export const runPlan = (plan: Plan): Promise<World> =>
  life(plan).pipe(
    Effect.provide(TestClock.layer()),
    Random.withSeed(plan.seed),
    Effect.provideService(References.MinimumLogLevel, 'None'),
    Effect.runPromise,
  )
