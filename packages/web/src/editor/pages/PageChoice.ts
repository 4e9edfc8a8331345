import { type PageProfile, profiles } from '@coldopen/core/page'

/** Continuous text with lines where pages break, or sheets of paper. */
export type PageView = 'draft' | 'page'

/** How a script's pages are shown. */
export interface PageChoice {
  readonly view: PageView
  readonly profile: PageProfile
}

/** Continuous text on US Letter. */
export const firstChoice: PageChoice = { view: 'draft', profile: profiles['fd-letter'] }
