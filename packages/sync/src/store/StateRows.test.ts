import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Write } from './LocalStore.ts'
import { StateRows } from './StateRows.ts'
import { TableMap } from './TableMap.ts'

const bytesOf = (writes: readonly Write[]): number =>
  writes.reduce(
    (sum, { table, value }) =>
      sum +
      (table === 'updates' && value !== null ? (value as { body: Uint8Array }).body.byteLength : 0),
    0,
  )

/** Types keys into a document of a given size and counts the state bytes that go to disk. */
const type = (keys: number, base: number, jump: number) => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'x'.repeat(base))
  const tables = new TableMap()
  const first = new StateRows('d', 's0', [])
  tables.apply([first.append(Y.encodeStateAsUpdate(doc))])
  const rows = new StateRows('d', 's1', tables.list('updates', ['d']))
  let [typed, written, most, at] = [0, 0, 0, 0]
  const write = (writes: readonly Write[]) => {
    written += bytesOf(writes)
    tables.apply(writes)
  }
  doc.on('update', (update: Uint8Array) => {
    typed += update.byteLength
    write(rows.appendUnsealed(update, 0))
  })
  for (let i = 0; i < keys; i++) {
    at = i % jump === 0 ? (i * 7919) % (base + i) : at + 1
    doc.getText('t').insert(at, 'k')
    if (i % 10 !== 9) continue
    write(rows.seal())
    if (rows.untidy === 'merge') write(rows.merge())
    if (rows.untidy === 'rewrite') write(rows.rewrite(Y.encodeStateAsUpdate(doc)))
    most = Math.max(most, tables.list('updates', ['d']).length)
  }
  write(rows.seal())
  return { doc, tables, most, amplification: written / typed }
}

describe('state rows', () => {
  it('STO-13 hold the document whenever they are read, without the journal marks of what is sealed', () => {
    const { doc, tables } = type(8_000, 1_000, 3)
    const copy = new Y.Doc()
    for (const { value } of tables.list('updates', ['d'])) Y.applyUpdate(copy, value.body)
    expect(copy.getText('t').toString()).toBe(doc.getText('t').toString())
    expect(tables.list('journal', ['d'])).toEqual([])
  })

  it('STO-14 write at most three bytes for each byte typed, however large the document is', () => {
    for (const base of [100, 50_000, 1_000_000]) {
      const { amplification, most } = type(12_000, base, 20)
      expect(amplification, String(base)).toBeLessThan(3)
      expect(most, String(base)).toBeLessThan(500)
    }
  })

  it('STO-14 write not much more even when no two keys are neighbours', () => {
    expect(type(6_000, 50_000, 1).amplification).toBeLessThan(4)
  })
})
