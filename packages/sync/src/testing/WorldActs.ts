import { makeDice, type Dice } from '@coldopen/core/testing'
import { Effect } from 'effect'
import { pass } from './PassTime.ts'
import type { Act } from './Plan.ts'
import type { World } from './World.ts'
import type { Writer } from './Writer.ts'

type Does = (world: World, writer: Writer, act: Act, dice: Dice) => Effect.Effect<unknown> | void

const start = (world: World, writer: Writer) => writer.start(world.script)

/** What each act does; the ones that only set something return nothing. */
const doings: { readonly [K in Act['what']]: Does } = {
  edit: (world, writer, act) => world.edit(writer, act),
  erase: (world, writer, act) => world.erase(writer, act),
  pass: (_world, _writer, _act, dice) => pass(dice.below(3_000)),
  reopen: (world, writer) => Effect.andThen(writer.close(), writer.open(world.script)),
  drop: (_world, { device }, _act, dice) => void (device.wire.drops += 1 + dice.below(3)),
  'lost-answer': (_world, { device }) => void device.wire.lostAnswers++,
  duplicate: (_world, { device }) => void device.wire.duplicates++,
  reorder: (_world, { device: { wire } }) => {
    wire.stragglers++
    wire.scrambles = !wire.scrambles
  },
  delay: (_world, { device }, _act, dice) => {
    device.wire.latency = dice.below(2) === 0 ? 0 : dice.below(1_500)
  },
  partition: (_world, { device }, _act, dice) => {
    const { wire } = device
    wire.online = !wire.online
    if (dice.below(2) === 0) device.tell(wire.online ? 'woke' : 'offline')
  },
  busy: (_world, { device }, _act, dice) => void (device.wire.busy += 1 + dice.below(3)),
  crash: (world, writer, act, dice) => {
    writer.device.crashAfter(dice.below(40))
    return Effect.andThen(world.edit(writer, act), pass(dice.below(400)))
  },
  reload: (world, writer) => {
    writer.device.tell('hiding')
    const gone = Effect.andThen(Effect.yieldNow, Effect.yieldNow)
    return Effect.andThen(gone, start(world, writer))
  },
  quota: (_world, { device }, _act, dice) => {
    device.disk.fail(dice.below(2) === 0 ? 'the disk is full' : null)
  },
  'disk-closed': (_world, { device }, _act, dice) => device.disk.disconnect(1 + dice.below(5)),
  expired: (_world, writer) => {
    const { wire } = writer.device
    if (wire.expired) return writer.signIn()
    wire.expired = true
  },
  revoke: (world, writer, _act, dice) => {
    const account = world.accountOf(writer)
    if (account === world.accountOf(world.writers[0]!)) return
    world.admit(account, dice.pick(['editor', 'viewer', null]))
  },
  'server-restart': (world) => {
    for (const { device } of world.writers) device.wire.restart()
  },
  'restored-log': (world, _writer, _act, dice) => {
    if (dice.below(6) === 0) world.restore(dice.below(world.events.length + 1))
  },
  segments: (world, _writer, _act, dice) =>
    void world.server.log.compact(world.script, 1 + dice.below(8)),
  'broadcast-off': (_world, { device }) => void (device.wire.rings = !device.wire.rings),
  'tab-mistaken': (_world, { device }, _act, dice) => device.disk.mistake(1 + dice.below(3)),
  'tab-frozen': (_world, { device }) => {
    if (device.frozen) device.thaw()
    else device.freeze()
  },
  'tab-late': (_world, { device }, _act, dice) => {
    device.tabs.latency = dice.below(2) === 0 ? 0 : dice.below(3_000)
  },
  'tab-killed': (world, writer) => {
    if (!writer.device.on) return start(world, writer)
    writer.session = null
    return writer.device.crash
  },
  'slow-projector': (world, _writer, _act, dice) => world.projectors.trouble(dice),
}

/** Lets one thing happen. A process that died meanwhile is started again when its writer is next at work. */
export const perform = (world: World, act: Act): Effect.Effect<void> =>
  Effect.gen(function* () {
    const writer = world.writers[act.who % world.writers.length]!
    const { device } = writer
    const works = ['edit', 'erase', 'reopen', 'crash', 'reload', 'expired'].includes(act.what)
    if (works) device.thaw()
    if (works && !device.on) yield* writer.start(world.script)
    if (works && !device.on) return
    if (works && writer.session?.lapsed.get() === true) yield* writer.close()
    if (works && writer.session === null) yield* writer.open(world.script)
    const done = doings[act.what](world, writer, act, makeDice(act.chance))
    if (done !== undefined) yield* done
    if (device.wire.dead) writer.session = null
  })
