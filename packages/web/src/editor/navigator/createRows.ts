import { createSignal, untrack, type Accessor } from 'solid-js'
import { createSettled } from '../createSettled.ts'

/** One row of a list of scenes: it stays the same while its scene is there, wherever it moves and whatever it says. */
export interface Row<A> {
  readonly id: string
  readonly card: Accessor<A>
}

interface LiveRow<A> extends Row<A> {
  readonly show: (card: A) => void
}

const makeRow = <A extends { readonly id: string }>(first: A): LiveRow<A> => {
  const [card, setCard] = createSignal<A>(first)
  return { id: first.id, card, show: (next) => setCard(() => next) }
}

/** The rows of the scenes in order. The list changes only when scenes come, go or move. */
export const createRows = <A extends { readonly id: string }>(
  cards: Accessor<readonly A[]>,
): Accessor<readonly Row<A>[]> =>
  createSettled<readonly LiveRow<A>[]>((before) => {
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
