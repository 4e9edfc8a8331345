import type { ProjectRow } from '@coldopen/sync/client'
import { createMemo, For, onMount, Show } from 'solid-js'
import { createNow } from '../../reactive/createNow.ts'
import { libraryText } from './libraryText.ts'
import { ProjectLine } from './ProjectLine.tsx'

/** The rows of the library. A row keeps its element (and an open menu or field in it) while its data changes. */
export const ProjectList = (props: { readonly rows: readonly ProjectRow[] }) => {
  const now = createNow()
  const ids = createMemo(() => props.rows.map((row) => row.id))
  const byId = createMemo(() => new Map(props.rows.map((row) => [row.id, row])))
  onMount(() => requestAnimationFrame(() => performance.mark('library-visible')))
  return (
    <ul class="projects" aria-label={libraryText.list}>
      <For each={ids()}>
        {(id) => (
          <Show when={byId().get(id)}>{(row) => <ProjectLine row={row()} now={now()} />}</Show>
        )}
      </For>
    </ul>
  )
}
