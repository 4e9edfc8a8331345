import * as Y from 'yjs'
import { beyondTheirPast } from './CausalPast.ts'
import type { World } from './World.ts'
import type { Writer } from './Writer.ts'

const demand = (holds: boolean, claim: string): void => {
  if (!holds) throw new Error(claim)
}

/** `persisted` is said only when every own struct is in the log. A restored log's losses are learnt late. */
const honest = (world: World, { name, session }: Writer): void => {
  if (session === null || session.lapsed.get()) return
  const { status, pending } = session.state.get()
  if (status !== 'persisted') return
  const { clientID, store } = session.doc
  demand(pending === 0, `${name}: persisted with ${pending} pending`)
  if (world.excused.has(clientID)) return
  const own = Y.getState(store, clientID)
  const there = world.watch.covered(clientID)
  demand(own <= there, `${name}: persisted, but ${own - there} structs are not in the log`)
}

/** Everything saved here is in the open copy once, unless somebody erased it. */
const keeps = (world: World, { name, session, marks, saved }: Writer): void => {
  if (marks === null) return
  const held = new Set(marks.toArray())
  // A copy that lapsed stands still beside what its heir says anew; its writer opens the script again.
  const live = session?.lapsed.get() === false
  demand(!live || held.size === marks.length, `${name}: a mark is here twice`)
  for (const mark of saved) {
    demand(held.has(mark) || world.touched.has(mark), `${name}: saved mark ${mark} is gone here`)
  }
}

/** Throws when something does not hold that holds at every moment. */
export const checkNow = (world: World): void => {
  world.watch.check()
  demand(world.watch.restored || world.server.log.reuses === 0, 'a session_seq was used twice')
  world.projections.check()
  for (const writer of world.writers) {
    demand(writer.lie === null, `${writer.name}: ${writer.lie}`)
    honest(world, writer)
    keeps(world, writer)
  }
}

/** Whether every open copy says it is in step. */
export const atRest = ({ writers, watch, projections }: World): boolean =>
  projections.atHead &&
  writers.every(({ device, session }) => {
    if (!device.on) return true
    const state = session?.state.get()
    return state?.status === 'persisted' && state.cursor === watch.length
  })

/** Throws when a healed world has lost, doubled or misplaced anything, or is not in step. */
export const checkHealed = (world: World): void => {
  checkNow(world)
  const { logged } = world
  const there = new Set(logged)
  demand(there.size === logged.length, 'a mark is in the log twice')
  world.projections.checkAtHead()
  for (const { name, device, session, marks, saved, erased } of world.writers) {
    for (const mark of saved) {
      demand(there.has(mark) || world.touched.has(mark), `${name}: saved mark ${mark} is lost`)
    }
    for (const mark of erased) demand(!there.has(mark), `${name}: erased mark ${mark} is back`)
    if (!device.on) continue
    demand(session !== null, `${name}: cannot open the script`)
    const { status, pending, error } = session!.state.get()
    const told = `${status}, ${pending} pending, ${error?._tag}: ${error?.detail}`
    demand(status === 'persisted' && pending === 0, `${name}: ${told}`)
    demand(marks?.toArray().join() === logged.join(), `${name}: its copy is not the log’s replay`)
  }
  const { sessions } = world.server.log
  const beyond = beyondTheirPast(
    world.events,
    (session) => sessions.get(session)?.device ?? session,
    world.restores,
  )
  demand(beyond.length === 0, `base_seq says too little at ${beyond.join()}`)
}
