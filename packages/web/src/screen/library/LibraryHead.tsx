import type { ProjectRow } from '@coldopen/sync/client'
import { createSignal, Show } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { ImportGlyph, PlusGlyph } from '../../part/glyphs.tsx'
import { showHealth } from '../../runtime/HealthPanel.ts'
import { FilePicker } from './FilePicker.tsx'
import { LibraryFilters } from './LibraryFilters.tsx'
import { libraryText } from './libraryText.ts'
import type { LibraryQuery } from './libraryView.ts'
import { NewProject } from './NewProject.tsx'

interface LibraryHeadProps {
  readonly query: LibraryQuery
  readonly setQuery: (query: LibraryQuery) => void
  readonly rows: readonly ProjectRow[]
  readonly create: (title: string) => Promise<void>
  readonly take: (files: readonly File[]) => void
}

/** Heading, the ways to a new script, and the filters. */
export const LibraryHead = (props: LibraryHeadProps) => {
  const [naming, setNaming] = createSignal(false)
  return (
    <header class="library-head">
      <div class="library-title">
        <h1 class="display">{libraryText.heading}</h1>
        <div class="library-acts">
          <Button look="bare" onClick={showHealth}>
            {libraryText.syncHealth}
          </Button>
          <FilePicker take={props.take}>
            <ImportGlyph />
            {libraryText.importFiles}
          </FilePicker>
          <Button look="main" onClick={() => setNaming(true)}>
            <PlusGlyph />
            {libraryText.create}
          </Button>
        </div>
      </div>
      <Show when={naming()}>
        <NewProject create={props.create} cancel={() => setNaming(false)} />
      </Show>
      <LibraryFilters query={props.query} setQuery={props.setQuery} rows={props.rows} />
    </header>
  )
}
