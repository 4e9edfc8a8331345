import { type ProfileName, profileNames, profiles } from '@coldopen/core/page'
import { type Accessor, createSignal } from 'solid-js'
import { paperOf } from './paperOf.ts'
import { returnTables } from '../editor/keymap/ReturnTable.ts'
import { englishOf, spellingModes } from '../editor/spelling/SpellingMode.ts'
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

/** What stands beside the script. */
export const navigatorList = remembered('navigatorList', ['scenes', 'outline'], () => 'scenes')

/** Whose table says what a Return begins. */
export const returnTable = remembered('returnTable', returnTables, () => 'Final Draft')

/** Nothing but the page, until the pointer or the focus looks for more. */
export const focusMode = remembered('focusMode', ['on', 'off'], () => 'off')

/** The line that is written in stays at one height of the window. */
export const typewriter = remembered('typewriter', ['on', 'off'], () => 'off')

/** Who marks words that look misspelt. There are dictionaries of English; who uses another language has the browser's. */
export const spelling = remembered('spelling', spellingModes, () =>
  englishOf(navigator.language) === null ? 'browser' : 'coldopen',
)

/** What the two of them make of the pages. */
export const pageChoice = (): PageChoice => ({
  view: pageView.value(),
  profile: profiles[pageProfile.value()],
})
