import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js'
import { afterPaint } from '../../runtime/afterPaint.ts'
import { idle } from '../../runtime/idle.ts'

/**
 * Rows of the first paint: as many as a screen of this height (CSS pixels) can show below the heading. The window's own
 * height is not asked for, because the page would have to be laid out to know it.
 */
const firstScreen = () => Math.max(6, Math.ceil((screen.availHeight - 230) / 76))
const perBatch = 60

interface ShownRows {
  readonly shown: Accessor<readonly string[]>
  /** How many rows are still to come; their room is kept free, so that the page has its length from the start. */
  readonly coming: Accessor<number>
}

/** The first screenful at once, for the first paint; the rest of the rows in batches, once that paint is on the screen. */
export const createShownRows = (ids: Accessor<readonly string[]>): ShownRows => {
  const [most, setMost] = createSignal(firstScreen())
  const shown = createMemo(() => ids().slice(0, most()))
  let here = true
  onCleanup(() => (here = false))
  const grow = async () => {
    await idle()
    const all = most() + perBatch >= ids().length
    setMost((before) => (all ? Number.POSITIVE_INFINITY : before + perBatch))
    if (here && !all) await grow()
  }
  afterPaint(() => void grow())
  return { shown, coming: () => ids().length - shown().length }
}
