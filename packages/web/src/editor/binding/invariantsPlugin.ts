import type { Script } from '@coldopen/core/screenplay'
import { Plugin } from 'prosemirror-state'
import { bindingKey } from './BindingKey.ts'
import { changedBlocks } from './ChangedBlocks.ts'
import { nameBlocks } from './NameBlocks.ts'
import { wrapScenes } from './WrapScenes.ts'

/**
 * Keeps what the binding relies on after each local change: every block has an id of its own, and scenes begin at
 * headings. A change received from others is never repaired: two clients doing so would race.
 */
export const invariantsPlugin = (script: Script): Plugin =>
  new Plugin({
    appendTransaction: (transactions, old, now) => {
      if (old.doc === now.doc) return null
      if (transactions.every((tr) => tr.getMeta(bindingKey) === 'remote')) return null
      const changed = changedBlocks(old.doc, now.doc)
      const tr = now.tr
      nameBlocks(tr, script, changed)
      const last = now.doc.childCount - changed.sameScenesAfter
      wrapScenes(tr, changed.sameScenesBefore - 1, last)
      return tr.docChanged ? tr.setStoredMarks(now.storedMarks) : null
    },
  })
