import './style/editor.css'
import './style/script.css'
import './dual/dual.css'
import './pages/pages.css'
import './style/focus.css'
import './carets/carets.css'
import './comments/marks.css'
import { unlockScenes } from '@coldopen/core/screenplay'
import type { Account, DocumentSession, Member } from '@coldopen/sync/client'
import type { EditorState } from 'prosemirror-state'
import { createEffect, createSignal, lazy, on, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { createMayWrite } from '../reactive/createMayWrite.ts'
import { introduce } from './carets/introduce.ts'
import { createCommenting, openThreads, speakerOf } from './comments/createCommenting.ts'
import { CompletionList } from './completion/CompletionList.tsx'
import { createScriptFacts } from './createScriptFacts.ts'
import { createSettled } from './createSettled.ts'
import { editorText } from './editorText.ts'
import type { FindRequest } from './find/findRequest.ts'
import { allCommands, deskKey, runCommand } from './commands/commandTable.ts'
import type { Desk, DeskDialog } from './commands/deskCommands.ts'
import type { ScriptCommand } from './commands/ScriptCommand.ts'
import { command } from './keymap/Edit.ts'
import { retypeTo } from './keymap/Retype.ts'
import { openScriptEditor, type OpenEditor } from './openScriptEditor.ts'
import type { ProductionCards } from './cards/ProductionCards.ts'
import { Navigator } from './navigator/Navigator.tsx'
import { FollowBar } from './follow/FollowBar.tsx'
import { HiddenWork } from './notice/HiddenWork.tsx'
import { restoreLine } from './notice/restoreLine.ts'
import { Placeholder } from './Placeholder.tsx'
import { showBlock } from './script/showBlock.ts'
import { showScene } from './script/showScene.ts'
import { Spelling } from './spelling/Spelling.tsx'
import { leaveHintId } from './scriptAttributes.ts'
import { createPageChoice } from './pages/createPageChoice.ts'
import { pageColumns } from './pages/pageColumns.ts'
import { focusMode, navigatorList, pageView, sceneNumbers } from '../runtime/viewSettings.ts'
import { StatusLine } from './status/StatusLine.tsx'

const TitleSheet = lazy(() => import('./title/TitleSheet.tsx'))
const DeskDialogs = lazy(() => import('./commands/DeskDialogs.tsx'))
const IndexCards = lazy(() => import('./cards/IndexCards.tsx'))
const CommentsPanel = lazy(() => import('./comments/CommentsPanel.tsx'))
const FindBar = lazy(() => import('./find/FindBar.tsx'))

interface ScreenplayEditorProps {
  readonly session: DocumentSession
  readonly account: Account | null
  /** The scene to go to at first, by its heading's id. */
  readonly goTo?: string | null
  /** Finds the production cards of the project; called where an owner disposes of what it opens. */
  readonly production?: () => ProductionCards
  /** Asks the server who is in the project. */
  readonly members: () => Promise<readonly Member[]>
}

const wide = '(width >= 56rem)'

/** The writing desk: scene navigator, page and status line of one open screenplay. */
export const ScreenplayEditor = (props: ScreenplayEditorProps) => {
  const { session } = props
  const editable = createMayWrite(session)
  const [open, setOpen] = createSignal<OpenEditor | null>(null)
  const [state, setState] = createSignal<EditorState | null>(null)
  const [finding, setFinding] = createSignal<FindRequest | null>(null)
  const roomy = matchMedia(wide)
  const [navigatorShown, setNavigatorShown] = createSignal(roomy.matches)
  const followRoom = ({ matches }: MediaQueryListEvent) => setNavigatorShown(matches)
  roomy.addEventListener('change', followRoom)
  onCleanup(() => roomy.removeEventListener('change', followRoom))
  const [onCards, showCards] = createSignal(false)
  const facts = createScriptFacts(state)
  const choice = createPageChoice(session.doc, () => facts.locks().pages)
  let page!: HTMLDivElement
  let place!: HTMLDivElement

  onMount(() => {
    const editor = openScriptEditor({
      place,
      session,
      editable,
      onState: setState,
      pages: choice(),
    })
    setState(editor.view.state)
    setOpen(editor)
    if (editable() && document.activeElement === document.body) editor.view.focus()
    createEffect(on(editable, () => editor.view.setProps({ editable }), { defer: true }))
    createEffect(on(choice, (chosen) => editor.showPages(chosen), { defer: true }))
    onCleanup(() => {
      setOpen(null)
      setState(null)
      editor.destroy()
    })
  })
  createEffect(() => introduce(session.awareness, props.account))

  const withView = (act: (editor: OpenEditor) => void) => {
    const editor = open()
    if (editor === null) return
    act(editor)
  }

  const [dialog, setDialog] = createSignal<DeskDialog | null>(null)
  const toggleNavigator = () => setNavigatorShown((shown) => !shown)
  /** Goes somewhere in the script, which is shown first. */
  const goTo = (go: (view: OpenEditor['view']) => void) => {
    showCards(false)
    withView(({ view }) => go(view))
  }
  /** Whoever comes back from the cards sees the caret. */
  const showCaret = () => withView(({ view }) => view.dispatch(view.state.tr.scrollIntoView()))
  createEffect(on(onCards, (shown) => shown || showCaret(), { defer: true }))
  const jump = (go: (view: OpenEditor['view']) => void) => {
    goTo(go)
    if (!roomy.matches) setNavigatorShown(false)
  }
  createEffect(
    on(open, (editor) => {
      const { goTo: wanted } = props
      if (editor !== null && wanted !== null && wanted !== undefined) showBlock(editor.view, wanted)
    }),
  )
  const commenting = createCommenting({ doc: session.doc, editor: open, editable })
  const openComments = createSettled(() => openThreads(state()), 0)
  const deskOf = (editor: OpenEditor): Desk => ({
    editor,
    find: setFinding,
    open: setDialog,
    toggleNavigator,
    showList: (list) => {
      navigatorList.set(list)
      setNavigatorShown(true)
    },
    onCards: onCards(),
    showCards,
    comment: commenting.begin,
    visitComments: commenting.visit,
  })
  const commands = (): readonly ScriptCommand[] => {
    const editor = open()
    return editor === null ? [] : allCommands(deskOf(editor), editable())
  }

  return (
    <div
      class="co-editor"
      data-focus={focusMode.value()}
      on:keydown={(event) => withView((editor) => deskKey(event, deskOf(editor)))}
    >
      <Show when={navigatorShown()}>
        <Navigator
          doc={state()?.doc ?? null}
          facts={facts}
          movable={editable()}
          binding={() => open()?.binding ?? null}
          onJump={(index) => jump((view) => showScene(view, index))}
          onJumpTo={(id) => jump((view) => showBlock(view, id))}
        />
      </Show>
      <div class="co-desk">
        <Show when={open()}>{(editor) => <FollowBar view={editor().view} state={state()} />}</Show>
        <Show when={open()}>
          {(editor) => (
            <Show when={finding()}>
              {(request) => (
                <Suspense>
                  <FindBar
                    editor={editor()}
                    state={state() ?? editor().view.state}
                    request={request()}
                    editable={editable()}
                    onClose={() => setFinding(null)}
                  />
                </Suspense>
              )}
            </Show>
          )}
        </Show>
        <Show when={editable()}>
          <HiddenWork
            doc={session.doc}
            onRestore={(id) => withView((editor) => restoreLine(editor, id))}
          />
        </Show>
        <Show when={onCards() && open()}>
          {(editor) => (
            <Suspense>
              <IndexCards
                editor={editor()}
                doc={(state() ?? editor().view.state).doc}
                scenes={facts.cards()}
                lengths={facts.lengths()}
                numbers={facts.locks().numbers}
                editable={editable()}
                current={facts.sceneIndex()}
                production={props.production}
                onOpen={(index) => goTo((view) => showScene(view, index))}
              />
            </Suspense>
          )}
        </Show>
        <Show when={pageView.value() === 'page' && !onCards()}>
          <Suspense>
            <TitleSheet
              doc={session.doc}
              profile={choice().profile}
              editable={editable()}
              onEdit={() => setDialog('title')}
            />
          </Suspense>
        </Show>
        <div
          class="co-page"
          ref={page}
          hidden={onCards()}
          data-view={pageView.value()}
          data-numbers={sceneNumbers.value()}
          style={pageColumns(choice().profile)}
        >
          <div ref={place} />
          <Show when={editable() && facts.empty()}>
            <Placeholder />
          </Show>
          <Show when={open()}>
            {(editor) => <CompletionList view={editor().view} state={state()} page={page} />}
          </Show>
          <Show when={open()}>
            {(editor) => <Spelling editor={editor()} state={state()} editable={editable()} />}
          </Show>
        </div>
        <p id={leaveHintId} hidden>
          {editorText.leaveHint}
        </p>
      </div>
      <Show when={open()}>
        {(editor) => (
          <Show when={commenting.shown()}>
            <Suspense>
              <CommentsPanel
                editor={editor()}
                state={state() ?? editor().view.state}
                commenting={commenting}
                speaker={speakerOf(props.account, props.members)}
                editable={editable()}
                onGo={() => {
                  showCards(false)
                  if (!roomy.matches) commenting.close()
                }}
              />
            </Suspense>
          </Show>
        )}
      </Show>
      <StatusLine
        kind={facts.kind()}
        editable={editable()}
        cards={facts.cards()}
        current={facts.sceneIndex()}
        words={facts.words()}
        place={facts.place()}
        locks={facts.locks()}
        navigatorShown={navigatorShown()}
        onNavigator={toggleNavigator}
        onCards={onCards()}
        showCards={showCards}
        openComments={openComments()}
        commentsShown={commenting.shown()}
        onComments={commenting.toggle}
        commands={commands}
        onCommand={(chosen) => withView(({ view }) => runCommand(chosen, view))}
        onElement={(kind) =>
          withView(({ view }) => {
            command(retypeTo(kind))(view.state, view.dispatch)
            view.focus()
          })
        }
      />
      <Suspense>
        <Show when={dialog()}>
          {(shown) => (
            <DeskDialogs
              shown={shown()}
              doc={session.doc}
              editable={editable()}
              commands={commands()}
              omitted={facts.locks().omitted.length}
              onUnlockScenes={() =>
                withView(({ binding: { script } }) => unlockScenes(script.doc, script.index))
              }
              onRun={(chosen) => withView(({ view }) => runCommand(chosen, view))}
              onClose={() => setDialog(null)}
            />
          )}
        </Show>
      </Suspense>
    </div>
  )
}
