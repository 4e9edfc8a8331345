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
import type { Script } from '../screenplay/Script.ts'
import { setTitlePage } from '../screenplay/TitlePage.ts'
import type { Dice } from './Dice.ts'

const words = [
  'rain ',
  'INT. ROAD - DAY',
  'NIGHT',
  '\n',
  '😀',
  'e\u0301 ',
  'Title: x',
  '*',
  '_a_',
  '[[n]]',
  '/*',
  '*/',
  '#1#',
  '!',
  '(o.s.)',
  'CUT TO:',
  ' ',
] as const
const kinds = [
  'scene_heading',
  'action',
  'character',
  'dialogue',
  'parenthetical',
  'transition',
  'shot',
  'lyrics',
  'centered',
  'section',
  'synopsis',
  'note',
  'boneyard',
  'page_break',
  'unknown_kind',
] as const
const marks = ['bold', 'italic', 'underline', 'strikeout'] as const

type Edit = (script: Script, dice: Dice, block: BlockId) => void

const length = (script: Script, id: BlockId): number => readBlock(script.doc, id)?.text.length ?? 0

const draft = (dice: Dice): { kind: string; text: string } => ({
  kind: dice.pick(kinds),
  text: dice.pick(words) + dice.pick(words),
})

const edits: readonly [Edit, ...Edit[]] = [
  (script, dice, id) =>
    insertText(script, id, dice.below(length(script, id) + 1), dice.pick(words)),
  (script, dice, id) => insertText(script, id, length(script, id), dice.pick(words)),
  (script, dice, id) => {
    const from = dice.below(length(script, id) + 1)
    deleteText(script, id, from, from + dice.below(4))
  },
  (script, dice, id) => {
    const from = dice.below(length(script, id) + 1)
    const on = dice.below(4) > 0 ? true : null
    formatText(script, id, from, from + dice.below(6), { [dice.pick(marks)]: on })
  },
  (script, dice, id) => splitBlock(script, id, dice.below(length(script, id) + 1)),
  (script, _, id) => joinBlock(script, id),
  (script, dice, id) => retypeBlock(script, id, dice.pick(kinds)),
  (script, _, id) => hideBlocks(script, [id]),
  (script, dice, id) => insertBlocks(script, dice.below(8) === 0 ? null : id, [draft(dice)]),
  (script, dice) => {
    const hidden = hiddenWork(script.doc)
    const found = hidden[dice.below(hidden.length)]
    if (found !== undefined) restoreBlock(script, found.id)
  },
  (script, dice, id) => {
    const heads = script.index
      .order()
      .filter((each) => readBlock(script.doc, each)?.kind === 'scene_heading')
    const head = heads[dice.below(heads.length)]
    if (head !== undefined) moveScene(script, head, dice.below(5) === 0 ? null : id)
  },
  (script, dice, id) =>
    setAttributes(script, id, {
      ...readBlock(script.doc, id)?.attrs,
      ...[{ dual: true }, { number: '1A' }, { forced: true }, { level: 2 }][dice.below(4)],
    }),
  (script, dice) =>
    setTitlePage(
      script.doc,
      dice.below(2) === 0 ? [] : [{ key: 'Title', text: dice.pick(words).trim() }],
      script.ids,
    ),
]

/** One random edit of a script through its own operations; an empty script gets a block. */
export const randomEdit = (script: Script, dice: Dice): void => {
  const order = script.index.order()
  const id = order[dice.below(order.length)]
  if (id === undefined) insertBlocks(script, null, [draft(dice)])
  else dice.pick(edits)(script, dice, id)
}
