import { longestRun } from '@coldopen/core/screenplay'

/** A stretch to replace: old items [from, to) by new items [newFrom, newTo). */
export interface Gap {
  readonly from: number
  readonly to: number
  readonly newFrom: number
  readonly newTo: number
}

export interface Alignment {
  /** Old index and new index of each item that stays, ascending in both. */
  readonly kept: readonly (readonly [number, number])[]
  readonly gaps: readonly Gap[]
}

/** Which items of a list stay when it becomes another: as many as possible, matched by key. Keys are unique. */
export const align = (old: readonly string[], now: readonly string[]): Alignment => {
  const at = new Map(old.map((key, i) => [key, i]))
  const places = now.map((key) => at.get(key) ?? null)
  const staying = longestRun(places, (left, right) => left < right)
  const kept: (readonly [number, number])[] = []
  const gaps: Gap[] = []
  let [from, newFrom] = [0, 0]
  const close = (to: number, newTo: number): void => {
    if (to > from || newTo > newFrom) gaps.push({ from, to, newFrom, newTo })
    from = to + 1
    newFrom = newTo + 1
  }
  places.forEach((place, i) => {
    if (place === null || !staying.has(i)) return
    close(place, i)
    kept.push([place, i])
  })
  close(old.length, now.length)
  return { kept, gaps }
}
