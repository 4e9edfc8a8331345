import { lockScenes, type Script } from '@coldopen/core/screenplay'
import { lockOf } from '../numbers/lockPlugin.ts'
import { lockText as text } from '../numbers/lockText.ts'
import type { OpenEditor } from '../openScriptEditor.ts'
import { pagesOf } from '../pages/pagesPlugin.ts'
import { commandText } from './commandText.ts'
import type { DeskDialog } from './deskCommands.ts'
import type { ScriptCommand } from './ScriptCommand.ts'

type Open = (dialog: DeskDialog) => void

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

const sceneCommands = ({ view, binding }: OpenEditor, open: Open): readonly ScriptCommand[] => {
  const { numbers, fresh } = lockOf(view.state)
  const { doc, index } = binding.script
  const lock = () => lockScenes(doc, index)
  if (numbers === null) return [command(text.lockScenes, lock)]
  return [
    ...(fresh ? [command(text.lockNewScenes, lock)] : []),
    command(text.unlockScenes, () => open('unlockScenes')),
  ]
}

/** The paginator comes with the first page: nobody waits for it before. */
const loadPages = () => import('../pages/lockedPages.ts')

const pageCommands = ({ view, binding }: OpenEditor, open: Open): readonly ScriptCommand[] => {
  const { profile, layout } = pagesOf(view.state)
  const script: Script = binding.script
  const lock = () =>
    void loadPages().then(({ lockScriptPages }) => lockScriptPages(script, profile))
  if (lockOf(view.state).pages === null) return [command(text.lockPages, lock)]
  return [
    ...(layout?.fresh === true ? [command(text.lockNewPages, lock)] : []),
    command(text.unlockPages, () => open('unlockPages')),
  ]
}

/** What can be locked and unlocked now. */
export const lockCommands = (editor: OpenEditor, open: Open): readonly ScriptCommand[] => [
  ...sceneCommands(editor, open),
  ...pageCommands(editor, open),
]

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
