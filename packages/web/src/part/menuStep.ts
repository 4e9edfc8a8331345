const steps: { readonly [key: string]: (at: number, last: number) => number } = {
  ArrowDown: (at, last) => (at >= last ? 0 : at + 1),
  ArrowUp: (at, last) => (at <= 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** Where a key leads in a list whose last index is `last`, from `at`; `null` when the key does not move. */
export const menuStep = (key: string, at: number, last: number): number | null =>
  Object.hasOwn(steps, key) ? (steps[key]?.(at, last) ?? null) : null
