import type { ProjectRow } from '@coldopen/sync/client'
import { createMemo, For, onMount } from 'solid-js'
import { createNow } from '../../reactive/createNow.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { createShownRows } from './createShownRows.ts'
import { libraryText } from './libraryText.ts'
import { ProjectLine } from './ProjectLine.tsx'
import { makeProjectActions } from './projectActions.ts'

/** The rows of the library. A row keeps its element (and an open menu or field in it) while its data changes. */
export const ProjectList = (props: { readonly rows: readonly ProjectRow[] }) => {
  const now = createNow()
  const actions = makeProjectActions(useStudio())
  const byId = createMemo(() => new Map(props.rows.map((row) => [row.id, row])))
  /** A row as it is now; in the moment in which it goes, as it was. */
  const follow = (first: ProjectRow) =>
    createMemo((last: ProjectRow) => byId().get(first.id) ?? last, first)
  const { shown, coming } = createShownRows(() => props.rows.map((row) => row.id))
  onMount(() => requestAnimationFrame(() => performance.mark('library-visible')))
  return (
    <ul class="projects" aria-label={libraryText.list} style={{ '--coming': coming() }}>
      <For each={shown()}>
        {(id) => {
          const first = byId().get(id)
          if (first === undefined) return null
          const row = follow(first)
          return <ProjectLine row={row()} now={now()} actions={actions} />
        }}
      </For>
    </ul>
  )
}
