import type { SceneCard } from './SceneCard.ts'

/** Moves the scene that starts with `head` before the scene that starts with `before`, or to the end. */
export interface SceneMove {
  readonly head: string
  readonly before: string | null
  /** Place among the numbered scenes afterwards, from 1. */
  readonly place: number
}

/** The move that puts the scene at `from` just before the scene now at `to`; null when nothing would change. */
export const moveBefore = (
  cards: readonly SceneCard[],
  from: number,
  to: number,
): SceneMove | null => {
  const scene = cards[from]
  if (scene === undefined || !scene.numbered || to === from || to === from + 1) return null
  const floor = cards[0]?.numbered === false ? 1 : 0
  const target = Math.min(Math.max(to, floor), cards.length)
  if (target === from || target === from + 1) return null
  const landed = target > from ? target - 1 : target
  return { head: scene.id, before: cards[target]?.id ?? null, place: landed + 1 - floor }
}

/** The move one place up or down. */
export const moveByOne = (
  cards: readonly SceneCard[],
  from: number,
  direction: -1 | 1,
): SceneMove | null => moveBefore(cards, from, direction < 0 ? from - 1 : from + 2)
