const besides: ReadonlySet<string> = new Set(['note', 'boneyard'])

/**
 * Where the synopsis of a scene or a section stands among its blocks, whose first is the heading: the synopses right below
 * it, past notes. From the first of them to the first that is none; empty where there is no synopsis.
 */
export const synopsisSpan = (
  kinds: readonly string[],
): { readonly from: number; readonly to: number } => {
  let from = 1
  while (besides.has(kinds[from] ?? '')) from++
  let to = from
  while (kinds[to] === 'synopsis') to++
  return { from, to }
}
