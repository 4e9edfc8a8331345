import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { mergeUpdates } from './MergeUpdates.ts'

/** What two people type in turn, key by key, with deletions. */
const typed = (keys: number): { readonly updates: Uint8Array[]; readonly text: string } => {
  const [ann, ben] = [new Y.Doc(), new Y.Doc()]
  const updates: Uint8Array[] = []
  for (const [doc, other] of [
    [ann, ben],
    [ben, ann],
  ] as const) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'other') return
      updates.push(update)
      Y.applyUpdate(other, update, 'other')
    })
  }
  for (let n = 0; n < keys; n += 1) {
    const text = (n % 7 < 4 ? ann : ben).getText('t')
    if (n % 5 === 4) text.delete((n * 31) % text.length, 1)
    else text.insert((n * 17) % (text.length + 1), String(n % 10))
  }
  return { updates, text: ann.getText('t').toString() }
}

describe('merging updates', () => {
  it.each([1, 99, 100, 101, 2_345])(
    'LOG-9 gives what %i updates give one after another',
    (keys) => {
      const { updates, text } = typed(keys)
      const merged = new Y.Doc()
      Y.applyUpdate(merged, mergeUpdates(updates))
      expect(merged.getText('t').toString()).toBe(text)
      expect(merged.store.pendingStructs).toBeNull()
    },
  )

  it('LOG-9 keeps what waits for a part that is not among them', () => {
    const { updates, text } = typed(300)
    const [first, ...rest] = updates
    const merged = new Y.Doc()
    Y.applyUpdate(merged, mergeUpdates(rest))
    expect(merged.store.pendingStructs).not.toBeNull()
    Y.applyUpdate(merged, first ?? new Uint8Array())
    expect(merged.getText('t').toString()).toBe(text)
  })
})
