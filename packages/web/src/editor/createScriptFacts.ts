import type { BlockKind } from '@coldopen/core/screenplay'
import type { EditorState } from 'prosemirror-state'
import type { Accessor } from 'solid-js'
import { remoteCaretsOf } from './carets/remoteCarets.ts'
import { createSettled } from './createSettled.ts'
import { blockAt } from './elements/CaretBlock.ts'
import { blockKind } from './elements/ElementKind.ts'
import { peopleByScene, samePeople, type PeopleByScene } from './navigator/peopleByScene.ts'
import { sceneCards, type SceneCard } from './navigator/SceneCard.ts'
import { scriptCount, type ScriptCount } from './status/ScriptCount.ts'

/** What the parts around the page show of the editor's state; each fact changes only when what it says changes. */
export interface ScriptFacts {
  /** The scenes; none while the script is empty. */
  readonly cards: Accessor<readonly SceneCard[]>
  /** The caret's scene, counted from 0. */
  readonly sceneIndex: Accessor<number>
  readonly people: Accessor<PeopleByScene>
  /** The caret's element. */
  readonly kind: Accessor<BlockKind>
  readonly count: Accessor<ScriptCount>
  readonly empty: Accessor<boolean>
}

const noCards: readonly SceneCard[] = []
const nobody: PeopleByScene = new Map()

/** Size of a document whose one scene has one block without text. */
const emptySize = 4

const sameCount = (a: ScriptCount, b: ScriptCount): boolean =>
  a.words === b.words && a.pages === b.pages

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
  const count = createSettled(
    () => {
      const now = doc()
      return now === null ? { words: 0, pages: 1 } : scriptCount(now)
    },
    { words: 0, pages: 1 },
    sameCount,
  )
  return { cards, sceneIndex, people, kind, count, empty }
}
