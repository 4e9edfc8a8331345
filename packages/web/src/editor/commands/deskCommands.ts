import { profileNames, profiles } from '@coldopen/core/page'
import {
  focusMode,
  pageProfile,
  pageView,
  returnTable,
  sceneNumbers,
  typewriter,
} from '../../runtime/viewSettings.ts'
import { returnTables } from '../keymap/ReturnTable.ts'
import { goToPlace } from '../find/findCommands.ts'
import { type FindRequest, findRequest } from '../find/findRequest.ts'
import type { OpenEditor } from '../openScriptEditor.ts'
import { commandText as text } from './commandText.ts'
import { lockCommands } from './lockCommands.ts'
import type { CommandGroup, ScriptCommand } from './ScriptCommand.ts'

/** What stands in front of the script, one at a time. */
export type DeskDialog = 'palette' | 'shortcuts' | 'title' | 'unlockScenes'

/** What the commands of the desk work on. */
export interface Desk {
  readonly editor: OpenEditor
  find(request: FindRequest): void
  open(dialog: DeskDialog): void
  toggleNavigator(): void
}

const act =
  (group: CommandGroup) =>
  (name: string, run: () => void, ...keys: readonly string[]): ScriptCommand => ({
    name,
    group,
    keys,
    run: (_state, dispatch) => {
      if (dispatch !== undefined) run()
      return true
    },
    writes: false,
  })

const pages = act('pages')
const desk = act('desk')

const toggle = (setting: typeof focusMode) => setting.set(setting.value() === 'on' ? 'off' : 'on')

const viewCommands = (): readonly ScriptCommand[] => [
  {
    ...pages(text.draftView, () => pageView.set('draft'), 'Mod-Shift-d'),
    on: pageView.value() === 'draft',
  },
  {
    ...pages(text.pageView, () => pageView.set('page'), 'Mod-Shift-e'),
    on: pageView.value() === 'page',
  },
  ...profileNames.map((name) => ({
    ...pages(text.profile(profiles[name].title), () => pageProfile.set(name)),
    on: pageProfile.value() === name,
  })),
  sceneNumbers.value() === 'on'
    ? pages(text.numbersOff, () => sceneNumbers.set('off'))
    : pages(text.numbersOn, () => sceneNumbers.set('on')),
]

const writingChoices = (): readonly ScriptCommand[] => [
  {
    ...desk(text.focusMode, () => toggle(focusMode), 'Mod-Shift-l'),
    on: focusMode.value() === 'on',
  },
  {
    ...desk(text.typewriter, () => toggle(typewriter), 'Mod-Shift-y'),
    on: typewriter.value() === 'on',
  },
  ...returnTables.map((table) => ({
    ...desk(text.returnTable(table), () => returnTable.set(table)),
    on: returnTable.value() === table,
  })),
]

/** What the desk around the script does, as it is now. */
export const deskCommands = ({ editor, ...on }: Desk): readonly ScriptCommand[] => {
  const find = (replace: boolean) => () => on.find(findRequest(editor.view.state, replace))
  return [
    ...viewCommands(),
    ...lockCommands(editor, on.open),
    ...writingChoices(),
    pages(text.titlePage, () => on.open('title')),
    desk(text.find, find(false), 'Mod-f'),
    desk(text.replace, find(true), 'Mod-Shift-f', 'Ctrl-h'),
    desk(text.findNext, () => goToPlace(editor.view, 1), 'F3', 'Mod-g'),
    desk(text.findPrevious, () => goToPlace(editor.view, -1), 'Shift-F3', 'Mod-Shift-g'),
    desk(text.navigator, on.toggleNavigator, 'Mod-\\'),
    desk(text.palette, () => on.open('palette'), 'Mod-k', 'Mod-Shift-p'),
    desk(text.shortcuts, () => on.open('shortcuts'), 'Mod-/'),
  ]
}
