import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { Presence } from './Presence.ts'
import type { PresenceDiff, PresenceMeta } from './Presence.ts'

/** What a client does with a diff: take joined metas in, replace those they succeed, drop those that left. */
function follow(state: Map<string, Map<string, PresenceMeta>>, diff: PresenceDiff) {
  for (const [key, { metas }] of Object.entries(diff.leaves)) {
    for (const meta of metas) state.get(key)?.delete(meta.phx_ref)
    if (state.get(key)?.size === 0) state.delete(key)
  }
  for (const [key, { metas }] of Object.entries(diff.joins)) {
    const known = state.get(key) ?? new Map<string, PresenceMeta>()
    for (const meta of metas) known.set(meta.phx_ref, meta)
    state.set(key, known)
  }
}

it('RTM-12 the state a client builds from the diffs is the state of the server', () => {
  const act = fc.record({
    owner: fc.integer({ min: 0, max: 5 }),
    leaves: fc.boolean(),
    at: fc.integer(),
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const presence = new Presence<number>()
      const built = new Map<string, Map<string, PresenceMeta>>()
      acts.forEach(({ owner, leaves, at }, index) => {
        const diff = leaves
          ? presence.untrack(owner)
          : presence.track(owner, `key${owner % 3}`, { at }, String(index))
        if (diff !== null) follow(built, diff)
      })
      const state = Object.entries(presence.state()).map(([key, { metas }]) => [
        key,
        metas.map((meta) => meta.phx_ref).sort(),
      ])
      expect(Object.fromEntries(state)).toEqual(
        Object.fromEntries([...built].map(([key, metas]) => [key, [...metas.keys()].sort()])),
      )
    }),
  )
})

it('RTM-12 an update names what it replaces, and no payload can forge that', () => {
  const presence = new Presence<string>()
  presence.track('a', '__proto__', { phx_ref: 'forged' }, 'r1')
  const diff = presence.track('a', '__proto__', { phx_ref: 'forged', at: 2 }, 'r2')
  expect(Object.entries(diff.joins)).toEqual([
    ['__proto__', { metas: [{ at: 2, phx_ref: 'r2', phx_ref_prev: 'r1' }] }],
  ])
  expect(Object.entries(diff.leaves)).toEqual([['__proto__', { metas: [{ phx_ref: 'r1' }] }]])
  expect(presence.untrack('stranger')).toBeNull()
})
