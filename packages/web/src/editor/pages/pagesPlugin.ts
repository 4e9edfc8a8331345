import type { Script } from '@coldopen/core/screenplay'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { DecorationSet, type EditorView } from 'prosemirror-view'
import { lockOf } from '../numbers/lockPlugin.ts'
import { readSelection } from '../script/readSelection.ts'
import { painted, quiet } from '../timing/quiet.ts'
import { firstChoice, type PageChoice } from './PageChoice.ts'
import type { PageLayout } from './PageLayout.ts'

interface PagesState extends PageChoice {
  /** Null until they were laid out for the first time. After a change positions are mapped until they are again. */
  readonly layout: PageLayout | null
}

const key = new PluginKey<PagesState>('pages')

const first: PagesState = { ...firstChoice, layout: null }

export const pagesOf = (state: EditorState): PagesState => key.getState(state) ?? first

/** Shows the pages otherwise; they are laid out anew once that is painted. */
export const choosePages = (view: EditorView, choice: PageChoice): void =>
  view.dispatch(view.state.tr.setMeta(key, choice))

/** The page a position is on, from 1; 0 before the pages are laid out. */
export const pageAt = (state: EditorState, position: number): number => {
  const starts = pagesOf(state).layout?.starts ?? []
  return starts.findLastIndex((start) => start <= position) + 1
}

const moved = (layout: PageLayout, { mapping, doc }: Transaction): PageLayout => ({
  ...layout,
  starts: layout.starts.map((start) => mapping.map(start)),
  decorations: layout.decorations.map(mapping, doc),
})

/**
 * Where the pages break while one writes. A key only moves what is known; after it was painted, and when there is time,
 * the pages are made anew from the first that changed.
 */
export const pagesPlugin = (start: PageChoice, script: Script): Plugin<PagesState> =>
  new Plugin<PagesState>({
    key,
    state: {
      init: () => ({ ...start, layout: null }),
      apply(tr, pages) {
        const change = tr.getMeta(key) as Partial<PagesState> | undefined
        if (change !== undefined) return { ...pages, ...change }
        if (!tr.docChanged || pages.layout === null) return pages
        return { ...pages, layout: moved(pages.layout, tr) }
      },
    },
    props: {
      decorations: (state) => pagesOf(state).layout?.decorations ?? DecorationSet.empty,
      attributes: (state): { [name: string]: string } => {
        const tail = pagesOf(state).layout?.tail ?? 0
        return tail === 0 ? {} : { style: `--co-tail: ${tail}` }
      },
    },
    view: (view) => makeLoop(view, script),
  })

/** Lays the pages out whenever the script or the choice has changed, one change after the other. */
const makeLoop = (view: EditorView, script: Script) => {
  let closed = false
  let running = false
  let done: EditorState | null = null
  const isDone = (state: EditorState): boolean => {
    const [now, then] = [pagesOf(state), done === null ? null : pagesOf(done)]
    if (done === null || state.doc !== done.doc) return false
    const [locks, before] = [lockOf(state), lockOf(done)]
    if (locks.omitted !== before.omitted || locks.pages !== before.pages) return false
    return now.view === then?.view && now.profile === then.profile
  }
  const mayRun = (): boolean => !closed && !view.composing && !isDone(view.state)
  const run = async (): Promise<void> => {
    const [{ makeLayout }, { lockedStarts }] = await Promise.all([
      import('./makeLayout.ts'),
      import('./lockedPages.ts'),
    ])
    const layOut = makeLayout()
    while (mayRun()) {
      if (done !== null) await quiet(view)
      else await painted()
      if (!mayRun()) break
      const { state } = view
      done = state
      const { view: shown, profile, layout: before } = pagesOf(state)
      const { omitted } = lockOf(state)
      const starts = lockedStarts(script)
      const layout = layOut({ doc: state.doc, view: shown, profile, omitted, starts, before })
      if (layout === before) continue
      readSelection()
      view.dispatch(view.state.tr.setMeta(key, { layout }).setMeta('addToHistory', false))
    }
  }
  const start = (): void => {
    if (running || !mayRun()) return
    running = true
    void run().finally(() => {
      running = false
    })
  }
  start()
  view.dom.addEventListener('compositionend', start)
  return {
    update: start,
    destroy() {
      closed = true
      view.dom.removeEventListener('compositionend', start)
    },
  }
}
