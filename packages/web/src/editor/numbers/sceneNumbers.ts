/** Letters of inserted scenes; I and O are left out because they read as digits. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A, B … Z, AA, AB …, by index from 0. */
const letterAt = (index: number): string =>
  (index < letters.length ? '' : letterAt(Math.floor(index / letters.length) - 1)) +
  letters.charAt(index % letters.length)

const firstFree = (taken: ReadonlySet<string>, name: (letter: string) => string): string => {
  for (let index = 0; ; index++) {
    const number = name(letterAt(index))
    if (!taken.has(number)) return number
  }
}

/** `7` of `7A`, `7B` and `7`. */
const baseOf = (number: string): string => /^\d+/u.exec(number)?.[0] ?? number

/**
 * A number for every scene: 1, 2, 3 … where none has one. Numbers that are given stay: a scene after 7 becomes 7A, one
 * before the first numbered scene A1. Null: the scene has none yet.
 */
export const numbered = (given: readonly (string | null)[]): readonly string[] => {
  const first = given.find((number) => number !== null)
  if (first === undefined) return given.map((_, i) => String(i + 1))
  const taken = new Set(given.filter((number) => number !== null))
  let last: string | null = null
  return given.map((own) => {
    if (own !== null) last = own
    const base: string | null = last === null ? null : baseOf(last)
    const number =
      own ??
      firstFree(taken, (letter) =>
        base === null ? `${letter}${baseOf(first)}` : `${base}${letter}`,
      )
    taken.add(number)
    return number
  })
}
