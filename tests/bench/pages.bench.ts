import type { BlockId } from '@coldopen/core/id'
import {
  type LockedStarts,
  makePaginator,
  noLockedStarts,
  type Page,
  profiles,
} from '@coldopen/core/page'
import type { Block } from '@coldopen/core/screenplay'
import { median, type Bench, type Measure, type Ratio } from './Bench.ts'

const profile = profiles['fd-letter']
const changes = 300
const goals = [
  { blocks: 4000, most: 0.1 },
  { blocks: 16_000, most: 0.3 },
] as const

const block = (id: string, kind: string, text: string): Block => ({
  id: id as BlockId,
  kind,
  text,
  runs: [{ text, marks: {} }],
  attrs: {},
})

/** Sixteen blocks a scene, as long as those of a real script. */
const write = (count: number): readonly Block[] =>
  Array.from({ length: count }, (_, at) => {
    const place = at % 16
    if (place === 0) return block(`b${at}`, 'scene_heading', `INT. ROOM ${at} - NIGHT`)
    if (place === 1) return block(`b${at}`, 'action', 'Rain runs down the window. Nobody speaks.')
    return place % 2 === 0
      ? block(`b${at}`, 'character', place % 4 === 0 ? 'ADA' : 'BEN')
      : block(`b${at}`, 'dialogue', `We said that we would wait until ${at} and then go home.`)
  })

/** Every page locked where it begins. */
const everyPage = (blocks: readonly Block[]): LockedStarts =>
  new Map(
    makePaginator(profile)
      .update(blocks)
      .flatMap(({ items, start }, i) => {
        const unit = items[0]?.unit
        if (unit?.type !== 'single') return []
        return [[unit.print.block.id, [{ number: String(i + 1), at: start.at }]] as const]
      }),
  )

const picture = (pages: readonly Page[]): string =>
  JSON.stringify(pages.map(({ start, used }) => [start, used]))

const typed = (blocks: readonly Block[], at: number): readonly Block[] => {
  const { id, kind, text } = blocks[at]!
  return blocks.with(at, block(id, kind, `${text}x`))
}

/** Milliseconds of each change in the middle of a script, after the first layout; checked against one from scratch. */
const typeInto = (
  count: number,
  lock: (blocks: readonly Block[]) => LockedStarts = () => noLockedStarts,
): { readonly each: number[]; readonly whole: number } => {
  const paginator = makePaginator(profile)
  let blocks = write(count)
  const starts = lock(blocks)
  const started = performance.now()
  paginator.update(blocks, starts)
  const whole = performance.now() - started
  const each: number[] = []
  for (let n = 0; n < changes; n += 1) {
    blocks = typed(blocks, count / 2 + 3 + (n % 2) * 2)
    const began = performance.now()
    const pages = paginator.update(blocks, new Map(starts))
    each.push(performance.now() - began)
    if (n % 50 === 0 && picture(pages) !== picture(makePaginator(profile).update(blocks, starts)))
      throw new Error(`change ${n} led to other pages than from scratch`)
  }
  return { each, whole }
}

export const bench: Bench = {
  name: 'pages',
  about: 'pagination after one change in the middle, 4,000 and 16,000 blocks, core alone (P24)',
  run: async () => {
    const measures: Measure[] = []
    const ratios: Ratio[] = []
    typeInto(1600)
    for (const { blocks, most } of goals) {
      const { each, whole } = typeInto(blocks)
      const name = `one change, ${blocks} blocks`
      measures.push({ name, unit: 'ms', samples: each })
      const locked = typeInto(blocks, everyPage)
      measures.push({ name: `${name}, pages locked`, unit: 'ms', samples: locked.each })
      measures.push({ name: `all of it, ${blocks} blocks`, unit: 'ms', samples: [whole] })
      ratios.push({ goal: 'P24', name: `${name}, p50 in ms`, value: median(each), most })
    }
    return { measures, ratios }
  },
}
