import * as Y from 'yjs'

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]

/** How deep arrays and objects nest in a value: 0 for a plain one. Needs no stack of its own. */
export const valueDepth = (value: unknown): number => {
  let depth = 0
  for (let level = [value]; ; depth += 1) {
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null && !ArrayBuffer.isView(one) ? Object.values(one) : [],
    )
    if (level.length === 0) return depth
  }
}

/** The values a struct carries. */
const valuesOf = (struct: Struct): readonly unknown[] => {
  if (!(struct instanceof Y.Item)) return []
  const { content } = struct
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr
  if (content instanceof Y.ContentEmbed) return [content.embed]
  if (content instanceof Y.ContentFormat) return [content.value]
  if (content instanceof Y.ContentDoc) return [content.opts]
  return []
}

/** The deepest value among the structs. */
export const deepestValue = (structs: readonly Struct[]): number =>
  structs.reduce(
    (deepest, struct) =>
      valuesOf(struct).reduce<number>((d, v) => Math.max(d, valueDepth(v)), deepest),
    0,
  )

/** The longest chain of types within types among the structs of one client; what stands outside of them counts 0. */
export const deepestType = (structs: readonly Struct[]): number => {
  const starts: number[] = []
  const depths: number[] = []
  let deepest = 0
  for (const struct of structs) {
    const depth = struct instanceof Y.Item ? placeOf(struct, starts, depths) : 0
    starts.push(struct.id.clock)
    depths.push(depth)
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/** The depth of a new item: that of its neighbours, or one more than that of the type it stands in. */
const placeOf = (item: Y.Item, starts: readonly number[], depths: readonly number[]): number => {
  const known = (id: unknown) =>
    id instanceof Y.ID && id.client === item.id.client ? depthAt(id.clock, starts, depths) : 0
  const { parent } = item
  if (parent === null) return Math.max(known(item.origin), known(item.rightOrigin))
  return known(parent) + 1
}

/** The depth of the struct that holds a clock; structs come in the order of their clocks. */
const depthAt = (clock: number, starts: readonly number[], depths: readonly number[]): number => {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= clock) low = middle + 1
    else high = middle
  }
  return depths[low - 1] ?? 0
}
