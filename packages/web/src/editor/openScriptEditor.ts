import { randomIds, type DocumentSession } from '@coldopen/sync/client'
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { screenplayBinding, type ScreenplayBinding } from './binding/ScreenplayBinding.ts'
import { localCaret } from './carets/localCaret.ts'
import { remoteCarets } from './carets/remoteCarets.ts'
import { pastePlugin } from './clipboard/pastePlugin.ts'
import type { ScriptCommand } from './commands/ScriptCommand.ts'
import { writingCommands } from './commands/writingCommands.ts'
import { commentsPlugin } from './comments/commentsPlugin.ts'
import { completionPlugin } from './completion/completionPlugin.ts'
import { findPlugin } from './find/findPlugin.ts'
import { lockPlugin } from './numbers/lockPlugin.ts'
import { leaveWithTab } from './keymap/leaveWithTab.ts'
import { travelCommands } from './keymap/travel.ts'
import { screenplayKeymap } from './keymap/screenplayKeymap.ts'
import { dualPlugin } from './dual/dualPlugin.ts'
import { makeScriptView, scriptNodeViews } from './makeScriptView.ts'
import { firstChoice, type PageChoice } from './pages/PageChoice.ts'
import { choosePages, pagesOf, pagesPlugin } from './pages/pagesPlugin.ts'
import { screenplaySchema } from './schema.ts'
import { selectionPlugin } from './script/selectionPlugin.ts'
import { typewriterPlugin } from './script/typewriterPlugin.ts'
import type { OpenChecker } from './spelling/SpellChecker.ts'
import { openWorkerChecker } from './spelling/SpellChecker.worker.ts'
import { spellingCommands } from './spelling/spellingCommands.ts'
import { spellingPlugin } from './spelling/spellingPlugin.ts'
import { typedRules } from './typing/typedRules.ts'

/** A script on the screen: the view, and the binding that keeps it and the document the same. */
export interface OpenEditor {
  readonly view: EditorView
  readonly binding: ScreenplayBinding
  /** What the keys do in the script. */
  readonly commands: readonly ScriptCommand[]
  /** Shows the pages of another profile, or shows them otherwise. */
  showPages(choice: PageChoice): void
  destroy(): void
}

interface OpenOptions {
  readonly place: HTMLElement
  readonly session: Pick<DocumentSession, 'doc' | 'awareness'>
  readonly editable: () => boolean
  readonly onState: (state: EditorState) => void
  /** How pages are shown at first; continuous text on US Letter, if nothing is said. */
  readonly pages?: PageChoice
  /** Who knows the words of a language; a worker, if nothing is said. */
  readonly openChecker?: OpenChecker
}

/** Binds a session's document to a new view in `place`. */
export const openScriptEditor = (options: OpenOptions): OpenEditor => {
  const { place, session, editable, onState, pages = firstChoice } = options
  const { openChecker = openWorkerChecker } = options
  const binding = screenplayBinding({ doc: session.doc, ids: randomIds, editable })
  const commands = [
    ...writingCommands(screenplaySchema, binding),
    ...travelCommands,
    ...spellingCommands,
  ]
  const view = makeScriptView({
    place,
    doc: binding.initialDoc,
    editable,
    onState,
    profile: pages.profile,
    plugins: [
      pagesPlugin(pages, binding.script),
      dualPlugin(),
      selectionPlugin(),
      typewriterPlugin(),
      leaveWithTab(),
      completionPlugin(),
      findPlugin(),
      typedRules(),
      pastePlugin(binding),
      spellingPlugin(session.doc, openChecker),
      ...screenplayKeymap(commands),
      ...binding.plugins,
      lockPlugin(binding.script),
      commentsPlugin(binding),
      localCaret(session.awareness, binding),
      remoteCarets(session.awareness, binding),
    ],
  })
  return {
    view,
    binding,
    commands,
    showPages(choice) {
      const { profile } = pagesOf(view.state)
      choosePages(view, choice)
      if (choice.profile !== profile) view.setProps({ nodeViews: scriptNodeViews(choice.profile) })
    },
    destroy() {
      view.destroy()
      binding.destroy()
    },
  }
}
