import type { BlockKind } from '@coldopen/core/screenplay'
import type { EditorState } from 'prosemirror-state'
import type { Accessor } from 'solid-js'
import { remoteCaretsOf } from './carets/remoteCarets.ts'
import { createSettled } from './createSettled.ts'
import { blockAt } from './elements/CaretBlock.ts'
import { blockKind } from './elements/ElementKind.ts'
import { peopleByScene, samePeople, type PeopleByScene } from './navigator/peopleByScene.ts'
import { sceneCards, type SceneCard } from './navigator/SceneCard.ts'
import { lockOf, type LockState, nothingLocked } from './numbers/lockPlugin.ts'
import { pageAt, pagesOf } from './pages/pagesPlugin.ts'
import { wordCount } from './status/WordCount.ts'

/** What the parts around the page show of the editor's state; each fact changes only when what it says changes. */
export interface ScriptFacts {
  /** The scenes; none while the script is empty. */
  readonly cards: Accessor<readonly SceneCard[]>
  /** The caret's scene, counted from 0. */
  readonly sceneIndex: Accessor<number>
  readonly people: Accessor<PeopleByScene>
  /** The caret's element. */
  readonly kind: Accessor<BlockKind>
  readonly words: Accessor<number>
  /** The caret's page and how many there are; null before they are laid out. */
  readonly place: Accessor<PagePlace | null>
  /** How long each scene is, by its first block; in eighths of a page. */
  readonly lengths: Accessor<SceneLengths>
  /** What is locked. */
  readonly locks: Accessor<LockState>
  readonly empty: Accessor<boolean>
}

const noCards: readonly SceneCard[] = []
const nobody: PeopleByScene = new Map()

/** Size of a document whose one scene has one block without text. */
const emptySize = 4

/** Where in a script's pages something is. */
export interface PagePlace {
  readonly page: string
  readonly pages: number
  /** How long the script is on the screen, in minutes. */
  readonly minutes: number
}

export type SceneLengths = ReadonlyMap<string | null, string>

const noLengths: SceneLengths = new Map()

const samePlace = (a: PagePlace | null, b: PagePlace | null): boolean =>
  a?.page === b?.page && a?.pages === b?.pages && a?.minutes === b?.minutes

const placeOf = (state: EditorState): PagePlace | null => {
  const { layout } = pagesOf(state)
  if (layout === null) return null
  const { pages, minutes, numbers } = layout
  const page = Math.max(1, pageAt(state, state.selection.head))
  return { page: numbers[page - 1] ?? String(page), pages, minutes }
}

/** Facts of the state the editor is in; `null` before it is open. */
export const createScriptFacts = (state: Accessor<EditorState | null>): ScriptFacts => {
  const doc = createSettled(() => state()?.doc ?? null, null)
  const empty = createSettled(() => (doc()?.content.size ?? emptySize + 1) <= emptySize, false)
  const cards = createSettled<readonly SceneCard[]>((before) => {
    const now = doc()
    return now === null || empty() ? noCards : sceneCards(now, before)
  }, noCards)
  const sceneIndex = createSettled(() => state()?.selection.$head.index(0) ?? 0, 0)
  const people = createSettled(
    () => {
      const now = state()
      const carets = now === null ? undefined : remoteCaretsOf(now)?.placed
      if (now === null || carets === undefined || carets.length === 0) return nobody
      return peopleByScene(now.doc, carets)
    },
    nobody,
    samePeople,
  )
  const kind = createSettled<BlockKind>(() => {
    const now = state()
    const at = now === null ? null : blockAt(now.selection.$head)
    return at === null ? 'action' : blockKind(at.block)
  }, 'action')
  const words = createSettled(() => {
    const now = doc()
    return now === null ? 0 : wordCount(now)
  }, 0)
  const place = createSettled<PagePlace | null>(
    () => {
      const now = state()
      return now === null ? null : placeOf(now)
    },
    null,
    samePlace,
  )
  const lengths = createSettled<SceneLengths>(() => {
    const now = state()
    return (now === null ? null : pagesOf(now).layout)?.lengths ?? noLengths
  }, noLengths)
  const locks = createSettled<LockState>(
    () => {
      const now = state()
      return now === null ? nothingLocked : lockOf(now)
    },
    nothingLocked,
    (a, b) =>
      a.numbers === b.numbers &&
      a.omitted === b.omitted &&
      a.fresh === b.fresh &&
      a.pages === b.pages,
  )
  return { cards, sceneIndex, people, kind, words, place, lengths, locks, empty }
}
