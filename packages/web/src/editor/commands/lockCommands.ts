import { lockScenes } from '@coldopen/core/screenplay'
import { lockOf } from '../numbers/lockPlugin.ts'
import { lockText as text } from '../numbers/lockText.ts'
import type { OpenEditor } from '../openScriptEditor.ts'
import { commandText } from './commandText.ts'
import type { DeskDialog } from './deskCommands.ts'
import type { ScriptCommand } from './ScriptCommand.ts'

const command = (name: string, run: () => void): ScriptCommand => ({
  name,
  group: 'pages',
  keys: [],
  run: (_state, dispatch) => {
    if (dispatch !== undefined) run()
    return true
  },
  writes: true,
})

/** What can be locked and unlocked now. */
export const lockCommands = (
  { view, binding }: OpenEditor,
  open: (dialog: DeskDialog) => void,
): readonly ScriptCommand[] => {
  const { numbers, fresh } = lockOf(view.state)
  const { doc, index } = binding.script
  const lock = () => lockScenes(doc, index)
  if (numbers === null) return [command(text.lockScenes, lock)]
  return [
    ...(fresh ? [command(text.lockNewScenes, lock)] : []),
    command(text.unlockScenes, () => open('unlockScenes')),
  ]
}

const numbering: ReadonlySet<string> = new Set([
  commandText.numberScenes,
  commandText.unnumberScenes,
])

/** What is left of the commands of the script while scene numbers are locked. */
export const whileLocked = (
  { view }: OpenEditor,
  commands: readonly ScriptCommand[],
): readonly ScriptCommand[] =>
  lockOf(view.state).numbers === null
    ? commands
    : commands.filter(({ name }) => !numbering.has(name))
