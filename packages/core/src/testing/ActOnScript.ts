import type { BlockId } from '../id/Id.ts'
import { readBlock } from '../screenplay/Block.ts'
import {
  hideBlocks,
  insertBlocks,
  joinBlock,
  restoreBlock,
  retypeBlock,
  setAttributes,
  splitBlock,
} from '../screenplay/EditBlocks.ts'
import { deleteText, formatText, insertText } from '../screenplay/EditText.ts'
import { hiddenWork } from '../screenplay/HiddenWork.ts'
import { moveScene } from '../screenplay/MoveScene.ts'
import { reconcile } from '../screenplay/Reconcile.ts'
import { textOf, toRuns } from '../screenplay/Run.ts'
import type { Script } from '../screenplay/Script.ts'
import { makeUndo, type ScriptUndo } from '../screenplay/Undo.ts'
import type { ScriptAct } from './ScriptArbitrary.ts'

/** A writer without an editor: a script and the undo of what is done with it. */
export interface ScriptWriter {
  readonly script: Script
  readonly undo: ScriptUndo
}

/** Undo steps never merge, so that each act is one. */
export const scriptWriter = (script: Script): ScriptWriter => ({
  script,
  undo: makeUndo(script, { capture: () => null, restore: () => undefined, stepMillis: 0 }),
})

const rearrange = ({ script }: ScriptWriter, ids: readonly BlockId[], act: ScriptAct): void => {
  const start = act.block % ids.length
  const was = ids.slice(start, start + 2 + (act.to % 5))
  const shift = act.target % was.length
  const now = [...was.slice(shift), ...was.slice(0, shift)].flatMap(
    (id) => readBlock(script.doc, id) ?? [],
  )
  const [previous, next] = [ids[start - 1] ?? null, ids[start + was.length] ?? null]
  reconcile(script, { previous, next, was, now })
}

/** Does one act. What it needs and the script does not have, it leaves undone. */
export const actOnScript = (writer: ScriptWriter, act: ScriptAct): void => {
  const { script, undo } = writer
  const ids = script.index.order()
  const id = ids[act.block % Math.max(1, ids.length)] ?? null
  if (act.what === 'undo') undo.undo()
  else if (act.what === 'redo') undo.redo()
  else if (act.what === 'insert') insertBlocks(script, id, [act.draft])
  else if (act.what === 'restore') {
    const hidden = hiddenWork(script.doc)
    const found = hidden[act.block % Math.max(1, hidden.length)]
    if (found !== undefined) restoreBlock(script, found.id)
  } else if (id !== null) actOnBlock(writer, ids, id, act)
}

const actOnBlock = (
  writer: ScriptWriter,
  ids: readonly BlockId[],
  id: BlockId,
  act: ScriptAct,
): void => {
  const { script } = writer
  const [from, to] = [Math.min(act.from, act.to), Math.max(act.from, act.to)]
  if (act.what === 'type') insertText(script, id, from, textOf(toRuns(act.draft.text)))
  if (act.what === 'erase') deleteText(script, id, from, Math.min(to, from + 5))
  if (act.what === 'format') {
    const marks =
      act.target % 3 === 0 ? { bold: null } : { bold: true, comment: { id: act.target } }
    formatText(script, id, from, to, marks)
  }
  if (act.what === 'split') splitBlock(script, id, from)
  if (act.what === 'join') joinBlock(script, id)
  if (act.what === 'retype') retypeBlock(script, id, act.draft.kind)
  if (act.what === 'number') setAttributes(script, id, act.draft.attrs ?? {})
  if (act.what === 'hide')
    hideBlocks(script, ids.slice(act.block % ids.length).slice(0, 1 + (to % 3)))
  if (act.what === 'rearrange') rearrange(writer, ids, act)
  if (act.what === 'moveScene') {
    const heads = ids.filter((each) => readBlock(script.doc, each)?.kind === 'scene_heading')
    const head = heads[act.block % Math.max(1, heads.length)]
    const before = heads[act.target % (heads.length + 1)] ?? null
    if (head !== undefined) moveScene(script, head, before)
  }
}
