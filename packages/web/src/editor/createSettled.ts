import { createComputed, createSignal, untrack, type Accessor } from 'solid-js'

/**
 * A derived value whose dependents hear of it only when it has changed. A memo marks all of them at every change of its
 * sources, which for a list of scenes would make a key cost as much as the script is long.
 */
export const createSettled = <A>(
  compute: (before: A) => A,
  first: A,
  equals: (a: A, b: A) => boolean = Object.is,
): Accessor<A> => {
  const [value, setValue] = createSignal(first, { equals })
  createComputed(() => {
    const next = compute(untrack(value))
    setValue(() => next)
  })
  return value
}
