import { fromBase64, toBase64 } from 'lib0/buffer'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { LoggedEvent } from '../protocol/Event.ts'
import type { Write } from '../store/LocalStore.ts'
import { TableMap } from '../store/TableMap.ts'
import type { Snapshot } from '../protocol/Snapshot.ts'
import { deviceIds } from '../testing/Device.ts'
import { Replica } from './Replica.ts'

const replica = () => {
  const tables = new TableMap()
  const batches: (readonly Write[])[] = []
  const made = new Replica(
    {
      document: 'd',
      session: 's',
      doc: new Y.Doc(),
      cursor: { epoch: 1, seq: 0 },
      updates: [],
      outbox: [],
      sessions: new Map(),
      writes: [],
    },
    {
      ids: deviceIds(1),
      now: () => 0,
      edited: () => undefined,
      write: (writes) => {
        batches.push(writes)
        tables.apply(writes)
      },
    },
  )
  return { made, tables, batches, text: made.doc.getText('t') }
}

const foreign = new Y.Doc()

/** What somebody else appended. */
const event = (seq: number, body: Uint8Array): LoggedEvent => ({
  seq,
  event_id: `e${seq}`,
  actor_id: 'a',
  session_id: 'other',
  session_seq: seq,
  base_seq: 0,
  client_id: 1,
  encoding: 'v1',
  body: toBase64(body),
  authored_at: '',
  committed_at: '2026-01-01T00:00:00Z',
})

const snapshot = (seq: number): Snapshot => ({
  seq,
  committed_at: '2026-01-01T00:00:00Z',
  body: Y.encodeStateAsUpdateV2(foreign),
})

const written = (text: string): Uint8Array => {
  const before = Y.encodeStateVector(foreign)
  foreign.getText('t').insert(0, text)
  return Y.encodeStateAsUpdate(foreign, before)
}

describe('a replica', () => {
  it('LOG-4 seals what was written before something foreign is applied, under the position it knew', () => {
    const { made, text } = replica()
    text.insert(0, 'mine')
    made.receive([event(1, written('theirs '))])
    text.insert(0, 'then ')
    made.seal()
    const sealed = made.line.events.map(({ value }) => value.event)
    expect(sealed.map(({ base_seq, session_seq }) => [session_seq, base_seq])).toEqual([
      [1, 0],
      [2, 1],
    ])
    const alone = new Y.Doc()
    Y.applyUpdate(alone, fromBase64(sealed[0]?.body ?? ''))
    expect(alone.getText('t').toString()).toBe('mine')
  })

  it('OUT-1 writes a change and its mark in one commit, and takes the mark off with the event', () => {
    const { made, tables, batches, text } = replica()
    text.insert(0, 'x')
    made.flush()
    expect(batches[0]?.map(({ table }) => table)).toEqual(['updates', 'journal', 'sessions'])
    made.seal()
    expect(batches[1]?.map(({ table }) => table)).toEqual(['outbox', 'journal', 'sessions'])
    expect(tables.list('journal', [])).toEqual([])
    expect(tables.list('outbox', [])).toHaveLength(1)
  })

  it('OUT-10 writes what is sealed in the task that typed it in one commit with its event', async () => {
    const { made, tables, batches, text } = replica()
    text.insert(0, 'x')
    text.insert(1, 'y')
    made.seal()
    await Promise.resolve()
    expect(batches.map((batch) => batch.map(({ table }) => table))).toEqual([
      ['outbox', 'updates', 'updates', 'sessions'],
    ])
    expect(tables.list('outbox', [])).toHaveLength(1)
    expect(made.unsealed).toBe(0)
  })

  it('IN-2 writes the cursor together with what it speaks of', () => {
    const { made, batches } = replica()
    made.receive([event(2, written('b'))])
    expect(batches).toEqual([])
    const first = new Y.Doc()
    first.getArray('a').insert(0, [1])
    made.receive([event(1, Y.encodeStateAsUpdate(first))])
    expect(batches[0]?.map(({ table }) => table)).toEqual(['updates', 'cursors'])
    expect(batches[0]?.[1]).toMatchObject({ value: { epoch: 1, seq: 2 } })
  })

  it('IN-3 takes over a snapshot and what follows on it in one write with the cursor', () => {
    const { made, tables, batches, text } = replica()
    text.insert(0, 'mine')
    made.receive([event(4, written('early '))])
    const held = snapshot(5)
    const tail = event(6, written('later '))
    made.flush()
    const before = batches.length
    expect(made.leap(held, [tail])).toBe(true)
    const [sealed, taken] = batches.slice(before)
    expect(sealed?.map(({ table }) => table)).toEqual(['outbox', 'journal', 'sessions'])
    expect(taken?.map(({ table }) => table)).toEqual(['updates', 'cursors'])
    expect(tables.get('cursors', ['d', 's'])).toEqual({ epoch: 1, seq: 6 })
    expect(made.line.events[0]?.value.event).toMatchObject({ base_seq: 0 })
    expect(made.inbox.cursor).toBe(6)
    const onDisk = new Y.Doc()
    for (const { value } of tables.list('updates', ['d'])) Y.applyUpdate(onDisk, value.body)
    expect(onDisk.getText('t').toString()).toBe(text.toString())
    expect(text.toString()).toContain('later early')
    expect(text.toString()).toContain('mine')
  })

  it('IN-3 keeps what came early beyond the snapshot, and own work acknowledged there', () => {
    const { made, text } = replica()
    text.insert(0, 'mine')
    made.seal()
    const own = made.line.events[0]?.value.event.event_id ?? ''
    const held = snapshot(2)
    made.receive([event(4, written('after '))])
    made.acknowledge([{ event_id: own, seq: 3 }])
    expect(made.cursor).toBe(0)
    made.leap(held, [])
    expect(made.cursor).toBe(4)
    expect(made.line.length).toBe(0)
    expect(text.toString()).toContain('after ')
  })

  it('OUT-6 takes another clientID when it meets its own in the log, unless it wrote under it', () => {
    const [clean, wrote] = [replica(), replica()]
    for (const [one, writes] of [
      [clean, false],
      [wrote, true],
    ] as const) {
      if (writes) one.text.insert(0, 'mine')
      const before = one.made.clientId
      const other = new Y.Doc()
      other.clientID = before
      other.getArray('a').push([1, 2, 3, 4, 5, 6, 7, 8, 9])
      one.made.receive([event(1, Y.encodeStateAsUpdate(other))])
      expect(one.made.doc.clientID).toBe(one.made.clientId)
      expect(one.made.clientId === before).toBe(writes)
    }
  })

  it('IN-3 takes over nothing from a snapshot that cannot be read', () => {
    const { made, tables } = replica()
    const broken = { ...snapshot(2), body: new Uint8Array([9, 9, 9]) }
    expect(made.leap(broken, [event(3, written('x'))])).toBe(false)
    expect(made.cursor).toBe(0)
    expect(tables.list('cursors', [])).toEqual([])
    made.receive([event(1, Y.encodeStateAsUpdate(foreign))])
    expect(made.cursor).toBe(1)
  })

  it('IN-1 says so when an event is no update or builds on nothing, and goes on', () => {
    const { made } = replica()
    made.receive([event(1, new Uint8Array([1, 200, 200, 3]))])
    expect(made.alarm).toMatchObject({ kind: 'poison', seq: 1 })
    const other = new Y.Doc()
    other.getText('t').insert(0, 'first')
    const missing = Y.encodeStateAsUpdate(other)
    const before = Y.encodeStateVector(other)
    other.getText('t').insert(5, ' second')
    made.receive([event(2, Y.encodeStateAsUpdate(other, before))])
    expect(made.alarm).toMatchObject({ kind: 'gap', seq: 2 })
    made.receive([event(3, missing)])
    expect(made.alarm).toBe(null)
    expect(made.doc.getText('t').toString()).toContain('first second')
    expect(made.cursor).toBe(3)
  })
})
