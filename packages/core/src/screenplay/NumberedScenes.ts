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

/** The letters of 7C between 7A and 7D: those a further scene between the two could have. */
const lettersBetween = (base: string, above: string, below: string): string => {
  const [from, to] = [above, below].map((number) => number.slice(base.length))
  if (to?.length !== 1) return ''
  const first = from === '' ? 0 : letters.indexOf(from ?? '') + 1
  return letters.slice(first, Math.max(first, letters.indexOf(to)))
}

/** A number nobody has for what stands between two; null: between the beginning or the end and the other. */
const numberBetween = (
  taken: ReadonlySet<string>,
  above: string | null,
  below: string | null,
): string => {
  if (above === null) return firstFree(taken, (letter) => letter + baseOf(below ?? ''))
  if (below !== null && above !== below && above.endsWith(below))
    return firstFree(taken, (letter) => letter + below)
  const base = baseOf(above)
  if (below === null || below === base || !/^\d/u.test(below) || baseOf(below) !== base)
    return firstFree(taken, (letter) => base + letter)
  const between = lettersBetween(base, above, below)
  const free = [...between].find((letter) => !taken.has(base + letter))
  return free === undefined ? firstFree(taken, (letter) => letter + below) : base + free
}

/**
 * A number for every scene (or page) in order: 1, 2, 3 … where none has one. Numbers that are given stay: what comes after 7
 * becomes 7A, what comes between 7 and 7A A7A, what comes before the first, 1, A1. Null: it has none yet.
 */
export const numbered = (given: readonly (string | null)[]): readonly string[] => {
  const taken = new Set(given.filter((number) => number !== null))
  if (taken.size === 0) return given.map((_, i) => String(i + 1))
  const below: (string | null)[] = []
  let next: string | null = null
  for (let i = given.length - 1; i >= 0; i -= 1) {
    below[i] = next
    next = given[i] ?? next
  }
  let above: string | null = null
  return given.map((own, i) => {
    const number = own ?? numberBetween(taken, above, below[i] ?? null)
    above = own ?? above
    taken.add(number)
    return number
  })
}
