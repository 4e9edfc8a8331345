/**
 * The card before which `scene` must be put so that it lands at the gap `to` (0 is before the first, `order.length`
 * after the last); `null` is the end. `undefined` when nothing would move.
 */
export const cardMove = (
  order: readonly string[],
  scene: string,
  to: number,
): { readonly before: string | null; readonly place: number } | undefined => {
  const from = order.indexOf(scene)
  const gap = Math.min(Math.max(to, 0), order.length)
  if (from < 0 || gap === from || gap === from + 1) return undefined
  return { before: order[gap] ?? null, place: gap > from ? gap - 1 : gap }
}
