import type { BlockKind } from '@coldopen/core/screenplay'
import type { EditorState } from 'prosemirror-state'
import { createMemo, type Accessor } from 'solid-js'
import { remoteCaretsOf } from './carets/remoteCarets.ts'
import { blockAt } from './elements/CaretBlock.ts'
import { blockKind } from './elements/ElementKind.ts'
import { peopleByScene, samePeople, type PeopleByScene } from './navigator/peopleByScene.ts'
import { sceneCards, type SceneCard } from './navigator/SceneCard.ts'
import { scriptCount, type ScriptCount } from './status/ScriptCount.ts'

/** The caret's scene as the status line shows it. */
export interface SceneFacts {
  readonly number: number | null
  readonly of: number
  readonly heading: string
}

/** What the parts around the page show of the editor's state; each fact changes only when what it says changes. */
export interface ScriptFacts {
  readonly cards: Accessor<readonly SceneCard[]>
  readonly sceneIndex: Accessor<number>
  readonly scene: Accessor<SceneFacts>
  readonly people: Accessor<PeopleByScene>
  readonly kind: Accessor<BlockKind>
  readonly count: Accessor<ScriptCount>
  readonly empty: Accessor<boolean>
}

const nobody: PeopleByScene = new Map()

export const createScriptFacts = (state: Accessor<EditorState | null>): ScriptFacts => {
  const doc = createMemo(() => state()?.doc ?? null)
  const cards = createMemo<readonly SceneCard[]>((before) => {
    const now = doc()
    return now === null ? before : sceneCards(now, before)
  }, [])
  const sceneIndex = createMemo(() => state()?.selection.$head.index(0) ?? 0)
  const scene = createMemo<SceneFacts>(() => {
    const list = cards()
    const unnumbered = list[0]?.numbered === false ? 1 : 0
    const card = list[sceneIndex()]
    return {
      number: card?.numbered === true ? sceneIndex() + 1 - unnumbered : null,
      of: list.length - unnumbered,
      heading: card?.heading ?? '',
    }
  })
  const people = createMemo(
    () => {
      const now = state()
      const carets = now === null ? [] : (remoteCaretsOf(now)?.placed ?? [])
      return now === null || carets.length === 0 ? nobody : peopleByScene(now.doc, carets)
    },
    nobody,
    { equals: samePeople },
  )
  const kind = createMemo<BlockKind>(() => {
    const now = state()
    const at = now === null ? null : blockAt(now.selection.$head)
    return at === null ? 'action' : blockKind(at.block)
  })
  const count = createMemo<ScriptCount>(() => {
    const now = doc()
    return now === null ? { words: 0, pages: 1 } : scriptCount(now)
  })
  const empty = createMemo(() => {
    const now = doc()
    return now !== null && now.childCount === 1 && now.content.size <= 4
  })
  return { cards, sceneIndex, scene, people, kind, count, empty }
}
