import { edit, origins } from '@coldopen/core/document'
import * as Y from 'yjs'

const copyMap = (from: Y.Map<unknown>, to: Y.Map<unknown>): void =>
  from.forEach((value, key) => to.set(key, value instanceof Y.AbstractType ? value.clone() : value))

/**
 * Writes everything that stands in one document into another of the same kind, hidden parts and unknown keys included, as
 * this session's own work. What is left behind is the history: who wrote what, and what was typed and taken out again.
 */
export const copyDocument = (from: Y.Doc, to: Y.Doc): void =>
  edit(to, origins.scaffold, () => {
    for (const [name, type] of from.share) {
      if (name === 'meta') continue
      if (type._map.size > 0) copyMap(from.getMap(name), to.getMap(name))
      else if (type._start !== null) to.getText(name).applyDelta(from.getText(name).toDelta())
    }
  })
