import { createSignal, untrack, type Accessor } from 'solid-js'
import { createSettled } from '../createSettled.ts'
import type { SceneCard } from './SceneCard.ts'

/** One row of the navigator: it stays the same while its scene is there, wherever it moves and whatever it says. */
export interface Row {
  readonly id: string
  readonly card: Accessor<SceneCard>
}

interface LiveRow extends Row {
  readonly show: (card: SceneCard) => void
}

const makeRow = (first: SceneCard): LiveRow => {
  const [card, setCard] = createSignal(first)
  return { id: first.id, card, show: (next) => setCard(() => next) }
}

/** The rows of the scenes in order. The list changes only when scenes come, go or move. */
export const createRows = (cards: Accessor<readonly SceneCard[]>): Accessor<readonly Row[]> =>
  createSettled<readonly LiveRow[]>((before) => {
    const now = cards()
    const known = new Map(before.map((row) => [row.id, row]))
    const rows = untrack(() =>
      now.map((card) => {
        const row = known.get(card.id)
        row?.show(card)
        return row ?? makeRow(card)
      }),
    )
    const same = rows.length === before.length && rows.every((row, index) => row === before[index])
    return same ? before : rows
  }, [])
