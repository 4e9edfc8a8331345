import type * as Y from 'yjs'
import { edit } from '../../document/Edit.ts'
import { origins } from '../../document/Origin.ts'
import type { Ids } from '../../id/Ids.ts'
import { writeWords } from '../../merge/WriteWords.ts'
import { flatBlock } from '../../screenplay/Block.ts'
import { isOmittedId } from '../../screenplay/LockedScenes.ts'
import { readProductionScript } from '../../screenplay/ProductionScript.ts'
import { reconcile } from '../../screenplay/Reconcile.ts'
import { openScript } from '../../screenplay/Script.ts'
import { readTitlePage, setTitlePage } from '../../screenplay/TitlePage.ts'
import { ownUndoStep } from '../../screenplay/Undo.ts'
import { readFdxForm, sameForm, writeFdxForm } from './FdxFormMap.ts'
import type { FdxState } from './MergeFdx.ts'

/** A script as it is written into a Final Draft file, and what that has around it, as the document has them now. */
export const readFdxState = (doc: Y.Doc): FdxState => ({
  titlePage: readTitlePage(doc),
  blocks: readProductionScript(doc).map(({ id, kind, runs, attrs }) => ({
    id,
    kind,
    text: runs,
    attrs,
  })),
  form: readFdxForm(doc),
})

/** Makes the document read as merged: one undo step, that writes only what differs, texts word by word. */
export const applyMergedFdx = (doc: Y.Doc, merged: FdxState, ids: Ids): void => {
  const script = openScript({ doc, ids })
  const was = script.index.order()
  const now = merged.blocks
    .filter(({ id }) => id === undefined || !isOmittedId(id))
    .map((block) => flatBlock(block, ids))
  const also = (): void => {
    setTitlePage(doc, merged.titlePage, ids)
    const { form } = merged
    if (form !== null && !sameForm(form, readFdxForm(doc))) writeFdxForm(doc, form)
  }
  edit(doc, origins.edit, (transaction) => {
    transaction.meta.set(ownUndoStep, true)
    reconcile(script, { previous: null, next: null, was, now }, { writeText: writeWords, also })
  })
  script.close()
}
