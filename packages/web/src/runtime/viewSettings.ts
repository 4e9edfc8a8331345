import { type ProfileName, profileNames, profiles } from '@coldopen/core/page'
import { type Accessor, createSignal } from 'solid-js'
import { paperOf } from './paperOf.ts'
import type { PageChoice, PageView } from '../editor/pages/PageChoice.ts'

/** A choice that this device remembers. */
interface Remembered<A> {
  readonly value: Accessor<A>
  readonly set: (value: A) => void
}

const remembered = <A extends string>(
  name: string,
  values: readonly A[],
  first: () => A,
): Remembered<A> => {
  const storageKey = `coldopen.${name}`
  const stored = localStorage.getItem(storageKey)
  const [value, setValue] = createSignal<A>(values.find((one) => one === stored) ?? first())
  return {
    value,
    set(next) {
      localStorage.setItem(storageKey, next)
      setValue(() => next)
    },
  }
}

export const pageView = remembered<PageView>('pageView', ['draft', 'page'], () => 'draft')

/** By which tool's rules pages are made, on the screen and on paper. */
export const pageProfile = remembered<ProfileName>('pageProfile', profileNames, () =>
  paperOf(navigator.language),
)

export const sceneNumbers = remembered('sceneNumbers', ['on', 'off'], () => 'on')

/** What the two of them make of the pages. */
export const pageChoice = (): PageChoice => ({
  view: pageView.value(),
  profile: profiles[pageProfile.value()],
})
