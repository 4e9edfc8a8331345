import { lockedProfile, profiles } from '@coldopen/core/page'
import { type Accessor, createMemo } from 'solid-js'
import type * as Y from 'yjs'
import { pageChoice } from '../../runtime/viewSettings.ts'
import type { LockState } from '../numbers/lockPlugin.ts'
import type { PageChoice } from './PageChoice.ts'

/** How pages are shown: as this device has chosen, but locked ones by the profile they were locked by. */
export const createPageChoice = (
  doc: Y.Doc,
  pages: Accessor<LockState['pages']>,
): Accessor<PageChoice> =>
  createMemo(
    () => {
      pages()
      const { view, profile } = pageChoice()
      const held = lockedProfile(doc)
      return { view, profile: held === null ? profile : profiles[held] }
    },
    { view: 'draft', profile: profiles['fd-letter'] },
    { equals: (a, b) => a.view === b.view && a.profile === b.profile },
  )
