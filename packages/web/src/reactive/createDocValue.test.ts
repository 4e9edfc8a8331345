import { createRoot } from 'solid-js'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createDocValue } from './createDocValue.ts'

describe('a value read from a document', () => {
  it('WEB-14 follows the document, local and received changes alike, and stops with its owner', () =>
    createRoot((dispose) => {
      const doc = new Y.Doc()
      const other = new Y.Doc()
      let reads = 0
      const title = createDocValue(
        () => doc,
        (from) => {
          reads += 1
          return from.getMap<string>('m').get('title') ?? ''
        },
      )
      expect(title()).toBe('')
      doc.getMap('m').set('title', 'Salt')
      expect(title()).toBe('Salt')
      other.getMap('m').set('title', 'Ferry')
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
      expect(['Salt', 'Ferry']).toContain(title())
      const before = reads
      doc.transact(() => undefined)
      expect(reads).toBe(before)
      dispose()
      doc.getMap('m').set('title', 'Late')
      expect(reads).toBe(before)
    }))
})
