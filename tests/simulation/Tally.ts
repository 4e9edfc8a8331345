import type { Plan } from '@coldopen/sync/testing'
import { mkdir, readFile, writeFile } from 'node:fs/promises'

/** Where a campaign writes what it did and what failed. */
export const output = new URL('../output/simulation/', import.meta.url)

/** What one half of a campaign lived through so far. */
export interface Counts {
  readonly first: number
  readonly last: number
  readonly worlds: number
  readonly acts: number
  readonly writers: number
  readonly events: number
  readonly failed: readonly number[]
}

const none: Counts = {
  first: 0,
  last: 0,
  worlds: 0,
  acts: 0,
  writers: 0,
  events: 0,
  failed: [],
}

/** Two halves together. */
export const joined = (a: Counts, b: Counts): Counts => ({
  first: a.worlds === 0 || b.worlds === 0 ? a.first + b.first : Math.min(a.first, b.first),
  last: Math.max(a.last, b.last),
  worlds: a.worlds + b.worlds,
  acts: a.acts + b.acts,
  writers: a.writers + b.writers,
  events: a.events + b.events,
  failed: [...a.failed, ...b.failed].sort((one, other) => one - other),
})

/** Counts the worlds of one half of a campaign, and keeps the numbers in a file as it goes on. */
export class Tally {
  readonly #file: URL
  #counts = none

  constructor(part: number) {
    this.#file = new URL(`part-${part}.json`, output)
  }

  /** `events`: how many the log held at the end; null: the world failed. */
  add({ seed, size, acts }: Plan, events: number | null): void {
    this.#counts = joined(this.#counts, {
      first: seed,
      last: seed,
      worlds: 1,
      acts: acts.length,
      writers: size,
      events: events ?? 0,
      failed: events === null ? [seed] : [],
    })
  }

  async save(): Promise<void> {
    await mkdir(output, { recursive: true })
    await writeFile(this.#file, `${JSON.stringify(this.#counts)}\n`)
  }
}

/** What both halves of the last campaign did. */
export const lastCampaign = async (): Promise<Counts> => {
  const parts = await Promise.all(
    [0, 1].map(
      async (part) =>
        JSON.parse(await readFile(new URL(`part-${part}.json`, output), 'utf8')) as Counts,
    ),
  )
  return parts.reduce(joined, none)
}
