import { profileNames, profiles } from '@coldopen/core/page'
import {
  focusMode,
  navigatorList,
  pageProfile,
  pageView,
  returnTable,
  sceneNumbers,
  spelling,
  typewriter,
} from '../../runtime/viewSettings.ts'
import { commentKey, commentsKey } from '../comments/commentKeys.ts'
import { followCommands } from '../follow/followCommands.ts'
import { returnTables } from '../keymap/ReturnTable.ts'
import { lockOf } from '../numbers/lockPlugin.ts'
import { goToPlace } from '../find/findCommands.ts'
import { type FindRequest, findRequest } from '../find/findRequest.ts'
import { spellingModes } from '../spelling/SpellingMode.ts'
import type { OpenEditor } from '../openScriptEditor.ts'
import { commandText as text } from './commandText.ts'
import { lockCommands } from './lockCommands.ts'
import type { CommandGroup, ScriptCommand } from './ScriptCommand.ts'

/** What stands in front of the script, one at a time. */
export type DeskDialog =
  | 'palette'
  | 'shortcuts'
  | 'title'
  | 'unlockScenes'
  | 'unlockPages'
  | 'spelling'

/** What the commands of the desk work on. */
export interface Desk {
  readonly editor: OpenEditor
  find(request: FindRequest): void
  open(dialog: DeskDialog): void
  toggleNavigator(): void
  /** Lists the scenes or the outline beside the script. */
  showList(list: 'scenes' | 'outline'): void
  /** Whether the index cards stand in place of the page. */
  readonly onCards: boolean
  showCards(shown: boolean): void
  /** Begins a comment on the selection. */
  comment(): void
  /** Goes to the comments. */
  visitComments(): void
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

/** Locked pages have the profile they were locked by. */
const viewCommands = ({ editor, onCards, showCards }: Desk): readonly ScriptCommand[] => [
  ...(['draft', 'page'] as const).map((view) => {
    const show = () => {
      pageView.set(view)
      showCards(false)
    }
    const command =
      view === 'draft'
        ? pages(text.draftView, show, 'Mod-Shift-d')
        : pages(text.pageView, show, 'Mod-Shift-e')
    return { ...command, on: !onCards && pageView.value() === view }
  }),
  { ...pages(text.cards, () => showCards(true)), on: onCards },
  ...(lockOf(editor.view.state).pages === null ? profileNames : []).map((name) => ({
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
  ...spellingModes.map((mode) => ({
    ...desk(text.spelling(mode), () => spelling.set(mode)),
    on: spelling.value() === mode,
  })),
]

/** What the desk around the script does, as it is now. */
export const deskCommands = (on: Desk): readonly ScriptCommand[] => {
  const { editor } = on
  const find = (replace: boolean) => () => {
    on.showCards(false)
    on.find(findRequest(editor.view.state, replace))
  }
  const go = (direction: -1 | 1) => () => {
    on.showCards(false)
    goToPlace(editor.view, direction)
  }
  return [
    ...viewCommands(on),
    ...lockCommands(editor, on.open),
    ...writingChoices(),
    pages(text.titlePage, () => on.open('title')),
    desk(text.find, find(false), 'Mod-f'),
    desk(text.replace, find(true), 'Mod-Shift-f', 'Ctrl-h'),
    desk(text.findNext, go(1), 'F3', 'Mod-g'),
    desk(text.findPrevious, go(-1), 'Shift-F3', 'Mod-Shift-g'),
    ...(on.onCards ? [] : [{ ...desk(text.comment, on.comment, commentKey), writes: true }]),
    desk(text.comments, on.visitComments, commentsKey),
    desk(text.words, () => on.open('spelling')),
    ...followCommands(editor.view),
    desk(text.navigator, on.toggleNavigator, 'Mod-\\'),
    ...(['scenes', 'outline'] as const).map((list) => ({
      ...desk(list === 'scenes' ? text.sceneList : text.outline, () => on.showList(list)),
      on: navigatorList.value() === list,
    })),
    desk(text.palette, () => on.open('palette'), 'Mod-k', 'Mod-Shift-p'),
    desk(text.shortcuts, () => on.open('shortcuts'), 'Mod-/'),
  ]
}
