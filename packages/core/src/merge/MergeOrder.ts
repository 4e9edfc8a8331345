import { longestRun } from '../screenplay/LongestRun.ts'

/** The lines of both sides under common numbers: lines of the base first, then what each side added. */
export interface OrderWish {
  /** How many lines the base has: they have the numbers below it. */
  readonly base: number
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
  /** Whether two added lines say the same. */
  same(ours: number, theirs: number): boolean
}

/** Both sides moved a line, each elsewhere; ours stands. `null` is the start of the script. */
export interface MoveClash {
  readonly line: number
  readonly afterOurs: number | null
  readonly afterTheirs: number | null
}

export interface MergedOrder {
  /** Every line, taken out or not, in the merged order. */
  readonly order: readonly number[]
  /** Lines of theirs that are the same as an added line of ours. */
  readonly aliases: ReadonlyMap<number, number>
  readonly clashes: readonly MoveClash[]
}

const start = -1

/**
 * Merges two orders. Lines nobody moved stay as in the base; a moved or added line stands behind the line it follows where
 * it was moved or added, and goes where that one goes. A move that would go round in a circle with one of ours is dropped.
 */
export const mergeOrder = (wish: OrderWish): MergedOrder => {
  const ours = followed(wish.ours, wish.base)
  const theirs = followed(wish.theirs, wish.base)
  const aliases = aliasesOf(wish, ours, theirs)
  const named = (line: number) => aliases.get(line) ?? line
  const parents = new Map(ours)
  const clashes: MoveClash[] = []
  for (const [line, theirParent] of theirs) {
    const parent = named(theirParent)
    if (aliases.has(line) || ours.get(line) === parent) continue
    if (!ours.has(line) && !leadsTo(parents, parent, line)) parents.set(line, parent)
    else if (line < wish.base)
      clashes.push({
        line,
        afterOurs: lineOf(ours.get(line) ?? precedes(wish.ours, line)),
        afterTheirs: lineOf(parent),
      })
    else parents.set(line, start)
  }
  return { order: walk(wish, parents), aliases, clashes }
}

const lineOf = (line: number): number | null => (line === start ? null : line)

const precedes = (lines: readonly number[], line: number): number =>
  lines[lines.indexOf(line) - 1] ?? start

/** Moved and added lines of a side, each with the line before it. */
const followed = (lines: readonly number[], base: number): Map<number, number> => {
  const kept = longestRun(
    lines.map((line) => (line < base ? line : null)),
    (one, next) => one < next,
  )
  const found = new Map<number, number>()
  lines.forEach((line, i) => {
    if (!kept.has(i)) found.set(line, lines[i - 1] ?? start)
  })
  return found
}

/** What both sides added in the same place is one line. */
const aliasesOf = (
  wish: OrderWish,
  ours: ReadonlyMap<number, number>,
  theirs: ReadonlyMap<number, number>,
): Map<number, number> => {
  const added = new Map<number, number>()
  for (const [line, parent] of ours) if (line >= wish.base) added.set(parent, line)
  const aliases = new Map<number, number>()
  for (const [line, parent] of theirs) {
    const mine = line < wish.base ? undefined : added.get(aliases.get(parent) ?? parent)
    if (mine !== undefined && wish.same(mine, line)) aliases.set(line, mine)
  }
  return aliases
}

const leadsTo = (parents: ReadonlyMap<number, number>, from: number, line: number): boolean => {
  for (let at: number | undefined = from; at !== undefined; at = parents.get(at))
    if (at === line) return true
  return false
}

/** Each line, then what follows it: added before moved, ours before theirs. */
const walk = ({ base }: OrderWish, parents: ReadonlyMap<number, number>): number[] => {
  const behind = new Map<number, number[]>()
  for (const [line, parent] of parents) behind.set(parent, [...(behind.get(parent) ?? []), line])
  const order: number[] = []
  const visit = (first: number) => {
    const next = [first]
    for (let line = next.pop(); line !== undefined; line = next.pop()) {
      if (line !== start) order.push(line)
      const all = behind.get(line) ?? []
      next.push(
        ...all.toSorted((one, other) => Number(other >= base) - Number(one >= base)).toReversed(),
      )
    }
  }
  visit(start)
  for (let line = 0; line < base; line += 1) if (!parents.has(line)) visit(line)
  return order
}
