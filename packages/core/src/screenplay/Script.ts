import * as Y from 'yjs'
import type { BlockId } from '../id/Id.ts'
import type { Ids } from '../id/Ids.ts'
import { makeOrderKeys, type OrderKeys } from '../id/OrderKeys.ts'
import { DisplayIndex } from './DisplayIndex.ts'
import { birthsMap, blocksMap, segmentsMap } from './Registers.ts'
import type { ScriptChange } from './ScriptChange.ts'
import { type TextChange, textChangeOf } from './TextChange.ts'

/** An open script: the document, its display order, and where new ids and order keys come from. */
export interface Script {
  readonly doc: Y.Doc
  readonly ids: Ids
  readonly keys: OrderKeys
  readonly index: DisplayIndex
  /** Tells every change once its transaction is over and the index has followed. Returns how to stop. */
  observe(listener: (change: ScriptChange) => void): () => void
  /** Stops following the document. */
  close(): void
}

interface Pending {
  texts: Map<BlockId, TextChange>
  blocks: Set<BlockId>
  segments: Set<string>
}

const nothing = (): Pending => ({ texts: new Map(), blocks: new Set(), segments: new Set() })

/** Opens the script in a document, from Node as well as behind an editor. Several may be open on one document. */
export const openScript = (options: { readonly doc: Y.Doc; readonly ids: Ids }): Script => {
  const { doc, ids } = options
  const index = new DisplayIndex(doc)
  const listeners = new Set<(change: ScriptChange) => void>()
  const [blocks, segments, births] = [blocksMap(doc), segmentsMap(doc), birthsMap(doc)]
  let pending = nothing()

  const onBlocks = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events) {
      const id = event.path[0] as BlockId | undefined
      if (event instanceof Y.YMapEvent && id === undefined) {
        for (const key of event.keysChanged) pending.blocks.add(String(key) as BlockId)
      } else if (id === undefined) continue
      else if (event.path.length === 2 && event instanceof Y.YTextEvent) {
        if (event.path[1] === 't') pending.texts.set(id, textChangeOf(event))
      } else pending.blocks.add(id)
    }
  }
  const onSegments = (event: Y.YMapEvent<unknown>): void => {
    for (const key of event.keysChanged) pending.segments.add(String(key))
  }
  const flush = (transaction: Y.Transaction): void => {
    const { texts, blocks: changed, segments: moved } = pending
    if (texts.size + changed.size + moved.size === 0) return
    pending = nothing()
    let reordered = false
    for (const id of moved) reordered = index.refreshSegment(id) || reordered
    for (const id of changed) reordered = index.refreshBlock(id) || reordered
    const change: ScriptChange = {
      local: transaction.local,
      origin: transaction.origin,
      texts,
      blocks: changed,
      reordered,
    }
    for (const listener of listeners) listener(change)
  }

  blocks.observeDeep(onBlocks)
  segments.observe(onSegments)
  births.observe(onSegments)
  doc.on('afterTransaction', flush)
  return {
    doc,
    ids,
    index,
    keys: makeOrderKeys(ids),
    observe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      listeners.clear()
      blocks.unobserveDeep(onBlocks)
      segments.unobserve(onSegments)
      births.unobserve(onSegments)
      doc.off('afterTransaction', flush)
    },
  }
}
