import { longestRun } from '../screenplay/LongestRun.ts'
import { commonItems } from './CommonItems.ts'
import { type MergeBlock, sameLine } from './MergeBlock.ts'
import { type Compared, compared, similarity } from './Similarity.ts'

/** Common words that make two blocks between the same neighbours versions of one, by kind alike or not. */
const alike = { sameKind: 0.4, otherKind: 0.75 }
/** The same for blocks that stand elsewhere: fewer would pair what only sounds alike. */
const alikeElsewhere = { common: 0.6, words: 4 }
/** Most comparisons made within one stretch, and of all that is left over. */
const mostCompared = 250_000

/**
 * Which block of `base` each block of `side` is a version of; null for a new one. By the document's id, then by the
 * file's own name for the paragraph, then by text: unchanged in place, moved, changed in place, moved and changed.
 */
export const pairBlocks = (
  base: readonly MergeBlock[],
  side: readonly MergeBlock[],
): (number | null)[] => {
  const pairing = new Pairing(base, side)
  pairing.byName(({ id }) => id)
  pairing.byName(({ name }) => name)
  pairing.unchanged()
  pairing.moved()
  pairing.changed()
  pairing.movedAndChanged()
  return pairing.found
}

class Pairing {
  readonly found: (number | null)[]
  readonly #base: readonly MergeBlock[]
  readonly #side: readonly MergeBlock[]
  readonly #taken: (number | null)[]
  readonly #compared = new Map<MergeBlock, Compared>()

  constructor(base: readonly MergeBlock[], side: readonly MergeBlock[]) {
    this.#base = base
    this.#side = side
    this.found = side.map(() => null)
    this.#taken = base.map(() => null)
  }

  byName(nameOf: (block: MergeBlock) => string | null): void {
    const places = uniquePlaces(this.#base.map(nameOf))
    for (const [name, j] of uniquePlaces(this.#side.map(nameOf))) {
      const i = places.get(name)
      if (i !== undefined) this.#pair(i, j)
    }
  }

  unchanged(): void {
    const [left, right] = [this.#free(this.#base, this.#taken), this.#free(this.#side, this.found)]
    const keys = (blocks: readonly MergeBlock[], places: readonly number[]) =>
      places.map((place) => lineKey(blocks[place]!))
    for (const [i, j] of commonItems(keys(this.#base, left), keys(this.#side, right)))
      this.#pair(left[i]!, right[j]!)
  }

  /** A line that stands once in both is the same line elsewhere; so are its neighbours, as far as they are equal. */
  moved(): void {
    const keysOf = (blocks: readonly MergeBlock[], taken: readonly (number | null)[]) =>
      uniquePlaces(
        blocks.map((block, i) =>
          taken[i] === null && compared(block).count > 0 ? lineKey(block) : null,
        ),
      )
    const places = keysOf(this.#base, this.#taken)
    for (const [key, j] of keysOf(this.#side, this.found)) {
      const i = places.get(key)
      if (i === undefined || !this.#pair(i, j)) continue
      for (const step of [1, -1])
        for (let k = step; this.#isSame(i + k, j + k); k += step) this.#pair(i + k, j + k)
    }
  }

  /** Between two neighbours that stayed, blocks that have most words in common are versions of each other. */
  changed(): void {
    for (const { left, right } of this.#gaps()) {
      const [one, other] = [left[0], right[0]]
      if (left.length === 1 && right.length === 1 && this.#renamed(one!, other!))
        this.#pair(one!, other!)
      else if (left.length * right.length <= mostCompared) this.#alignAlike(left, right)
    }
  }

  movedAndChanged(): void {
    const enough = (block: MergeBlock) => this.#of(block).count >= alikeElsewhere.words
    const left = this.#free(this.#base, this.#taken).filter((i) => enough(this.#base[i]!))
    const right = this.#free(this.#side, this.found).filter((j) => enough(this.#side[j]!))
    if (left.length * right.length > mostCompared) return
    const all = left.flatMap((i) => right.map((j) => ({ i, j, common: this.#common(i, j) })))
    const likely = all.filter(({ common }) => common >= alikeElsewhere.common)
    for (const { i, j } of likely.sort((one, next) => next.common - one.common)) this.#pair(i, j)
  }

  #pair(i: number, j: number): boolean {
    if (this.#taken[i] !== null || this.found[j] !== null) return false
    this.#taken[i] = j
    this.found[j] = i
    return true
  }

  #isSame(i: number, j: number): boolean {
    const [left, right] = [this.#base[i], this.#side[j]]
    return left !== undefined &&
      right !== undefined &&
      this.#taken[i] === null &&
      this.found[j] === null
      ? sameLine(left, right)
      : false
  }

  #free(blocks: readonly MergeBlock[], taken: readonly (number | null)[]): number[] {
    return blocks.flatMap((_block, i) => (taken[i] === null ? [i] : []))
  }

  /** Stretches of blocks without a partner, between pairs that stand in the same order. */
  #gaps(): { left: number[]; right: number[] }[] {
    const pairs = this.found.flatMap((i, j) => (i === null ? [] : [[i, j] as const]))
    const kept = longestRun(pairs, (one, next) => one[0] < next[0])
    const walls = [
      ...pairs.filter((_pair, at) => kept.has(at)),
      [this.#base.length, this.#side.length],
    ]
    const gaps: { left: number[]; right: number[] }[] = []
    let [i, j] = [0, 0]
    for (const [wall = 0, end = 0] of walls) {
      const left: number[] = []
      const right: number[] = []
      for (; i < wall; i += 1) if (this.#taken[i] === null) left.push(i)
      for (; j < end; j += 1) if (this.found[j] === null) right.push(j)
      if (left.length > 0 && right.length > 0) gaps.push({ left, right })
      ;[i, j] = [wall + 1, end + 1]
    }
    return gaps
  }

  /** One line in place of another of its kind: a cue, a heading or the like with a new name, or an edited paragraph. */
  #renamed(i: number, j: number): boolean {
    const { kind } = this.#base[i]!
    if (kind !== this.#side[j]!.kind) return this.#common(i, j) >= alike.otherKind
    const prose = kind === 'action' || kind === 'dialogue'
    return !prose || this.#common(i, j) >= alike.sameKind / 2
  }

  /** Pairs in order, so that the sum of what is common is largest. */
  #alignAlike(left: readonly number[], right: readonly number[]): void {
    const width = right.length + 1
    const best = new Float64Array((left.length + 1) * width)
    const gain = (a: number, b: number): number => {
      const [i, j] = [left[a]!, right[b]!]
      const least = this.#base[i]!.kind === this.#side[j]!.kind ? alike.sameKind : alike.otherKind
      const common = this.#common(i, j)
      return common >= least ? common : 0
    }
    for (let a = left.length - 1; a >= 0; a -= 1)
      for (let b = right.length - 1; b >= 0; b -= 1) {
        const common = gain(a, b)
        const paired = common > 0 ? common + best[(a + 1) * width + b + 1]! : 0
        best[a * width + b] = Math.max(paired, best[(a + 1) * width + b]!, best[a * width + b + 1]!)
      }
    for (let a = 0, b = 0; a < left.length && b < right.length;) {
      const common = gain(a, b)
      const here = best[a * width + b]!
      if (common > 0 && here === common + best[(a + 1) * width + b + 1]!)
        this.#pair(left[a++]!, right[b++]!)
      else if (here === best[(a + 1) * width + b]!) a += 1
      else b += 1
    }
  }

  #common(i: number, j: number): number {
    return similarity(this.#of(this.#base[i]!), this.#of(this.#side[j]!))
  }

  #of(block: MergeBlock): Compared {
    const known = this.#compared.get(block) ?? compared(block)
    this.#compared.set(block, known)
    return known
  }
}

const lineKey = ({ kind, text }: MergeBlock): string => `${kind}\n${text}`

/** Where each name stands; names that stand more than once are left out. */
const uniquePlaces = (names: readonly (string | null)[]): Map<string, number> => {
  const places = new Map<string, number>()
  const again = new Set<string>()
  names.forEach((name, i) => {
    if (name === null) return
    if (places.has(name)) again.add(name)
    places.set(name, i)
  })
  for (const name of again) places.delete(name)
  return places
}
