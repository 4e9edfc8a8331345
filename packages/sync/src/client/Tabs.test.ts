import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import type { DocumentSession } from './Client.ts'
import { beyondTheirPast } from '../testing/CausalPast.ts'
import { Device } from '../testing/Device.ts'
import { during, pass } from '../testing/PassTime.ts'
import { Studio, textOf } from '../testing/Studio.ts'

interface Tab {
  readonly device: Device
  readonly session: DocumentSession
}

/** Four tabs of Ann's device with one script; the first leads. */
const fourTabs = Effect.gen(function* () {
  const studio = new Studio()
  yield* studio.open
  const tabs: Tab[] = [{ device: studio.ann, session: yield* studio.session(studio.ann) }]
  for (const seed of [93, 94, 95]) {
    const device = new Device(studio.server, seed, studio.ann)
    yield* device.start
    yield* pass(300)
    tabs.push({ device, session: yield* studio.session(device) })
  }
  yield* pass(1_000)
  return { studio, tabs }
})

const write = ({ session }: Tab, word: string): void =>
  textOf(session.doc).insert(textOf(session.doc).length, `${word} `)

const words = ({ session }: Tab): string[] =>
  textOf(session.doc).toString().split(' ').filter(Boolean)

const online = (tabs: readonly Tab[], there: boolean): void => {
  for (const { device } of tabs) device.wire.online = there
}

/** Every word is in the log once, all see the same, nothing waits, and every event says what it builds on. */
const settled = (studio: Studio, tabs: readonly Tab[], written: readonly string[]): void => {
  const logged = textOf(studio.replay).toString()
  expect(logged.split(' ').filter(Boolean).sort()).toEqual([...written].sort())
  for (const { session } of tabs) {
    expect(textOf(session.doc).toString()).toBe(logged)
    expect(session.state.get()).toMatchObject({ status: 'persisted', pending: 0, parked: 0 })
  }
  const ids = studio.events.map(({ event_id }) => event_id)
  expect(new Set(ids).size).toBe(ids.length)
  const { sessions } = studio.server.log
  expect(beyondTheirPast(studio.events, (id) => sessions.get(id)?.device ?? id)).toEqual([])
}

describe('four tabs of one device', () => {
  it.effect('OUT-3 see each other’s edits without a network, and build on them', () =>
    Effect.gen(function* () {
      const { studio, tabs } = yield* fourTabs
      online(tabs, false)
      const written: string[] = []
      for (let round = 0; round < 3; round++) {
        for (const [i, tab] of tabs.entries()) {
          written.push(`${round}${i}`)
          write(tab, `${round}${i}`)
          yield* pass(100)
          for (const other of tabs) expect(words(other)).toEqual(written)
        }
      }
      expect(studio.events.length).toBeLessThan(3)
      online(tabs, true)
      yield* pass(20_000)
      settled(studio, tabs, written)
      expect(textOf(studio.replay).toString().trim()).toBe(written.join(' '))
      expect(new Set(studio.events.map(({ session_id }) => session_id)).size).toBeGreaterThan(3)
    }),
  )

  it.effect('OUT-3 one sends for all', () =>
    Effect.gen(function* () {
      const { studio, tabs } = yield* fourTabs
      for (const { device } of tabs.slice(1)) device.wire.lostAnswers = 1_000
      const written = tabs.map((tab, i) => {
        write(tab, `w${i}`)
        return `w${i}`
      })
      yield* pass(1_500)
      expect(textOf(studio.replay).toString().split(' ').filter(Boolean).sort()).toEqual(written)
      for (const { device } of tabs) device.wire.lostAnswers = 0
      yield* pass(10_000)
      settled(studio, tabs, written)
    }),
  )

  it.effect('OUT-3 the next one sends when the leader dies, its last words too', () =>
    Effect.gen(function* () {
      const { studio, tabs } = yield* fourTabs
      online(tabs, false)
      const written = tabs.map((tab, i) => {
        write(tab, `w${i}`)
        return `w${i}`
      })
      yield* during(() => tabs[0]!.session.saved())
      yield* tabs[0]!.device.crash
      yield* pass(500)
      online(tabs, true)
      yield* pass(65_000)
      settled(studio, tabs.slice(1), written)
    }),
  )

  it.effect('OUT-3 another takes the lead when the leader is frozen; thawed, it follows', () =>
    Effect.gen(function* () {
      const { studio, tabs } = yield* fourTabs
      const [leader, second] = [tabs[0]!, tabs[1]!]
      leader.device.freeze()
      write(second, 'meanwhile')
      yield* pass(8_000)
      expect(textOf(studio.replay).toString()).toBe('meanwhile ')
      leader.device.thaw()
      yield* pass(2_000)
      write(leader, 'thawed')
      yield* pass(3_000)
      settled(studio, tabs, ['meanwhile', 'thawed'])
    }),
  )

  it.effect('OUT-3 nothing is stranded when the leader is closed while it sends', () =>
    Effect.gen(function* () {
      const { studio, tabs } = yield* fourTabs
      for (const waits of [0, 1, 2, 3, 5, 8]) {
        const leader = tabs[0]!
        write(tabs[1]!, `a${waits}`)
        write(leader, `b${waits}`)
        yield* during(() => leader.session.saved())
        leader.device.crashAfter(waits)
        yield* pass(5_000)
        leader.device.crashAfter(null)
        if (leader.device.on) yield* leader.device.crash
        yield* leader.device.start
        tabs.shift()
        tabs.push({ device: leader.device, session: yield* studio.session(leader.device) })
        yield* pass(500)
      }
      yield* pass(40_000)
      const written = [0, 1, 2, 3, 5, 8].flatMap((waits) => [`a${waits}`, `b${waits}`])
      settled(studio, tabs, written)
    }),
  )

  it.effect('OUT-4 what the log will not have is shown as parked in every tab', () =>
    Effect.gen(function* () {
      const { studio, tabs } = yield* fourTabs
      studio.server.log.members.get(studio.project)?.set(studio.ann.token.account!.id, 'viewer')
      write(tabs[2]!, 'refused')
      yield* pass(3_000)
      for (const { session } of tabs) {
        expect(session.state.get()).toMatchObject({ status: 'error', parked: 1 })
      }
      studio.server.log.members.get(studio.project)?.set(studio.ann.token.account!.id, 'owner')
      for (const { device } of tabs) device.tell('woke')
      for (const tell of studio.server.log.onProject) tell(studio.project)
      yield* pass(65_000)
      settled(studio, tabs, ['refused'])
    }),
  )
})
