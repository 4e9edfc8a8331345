import type { ProjectRow } from '@coldopen/sync/client'
import { For, Show } from 'solid-js'
import { SearchGlyph } from '../../part/glyphs.tsx'
import { libraryText } from './libraryText.ts'
import { type LibraryQuery, sorts } from './libraryView.ts'

interface LibraryFiltersProps {
  readonly query: LibraryQuery
  readonly setQuery: (query: LibraryQuery) => void
  readonly rows: readonly ProjectRow[]
}

/** Search by title, sort, and the archive. */
export const LibraryFilters = (props: LibraryFiltersProps) => {
  const archived = () => props.rows.filter((row) => row.archived).length
  const change = (part: Partial<LibraryQuery>) => props.setQuery({ ...props.query, ...part })
  return (
    <div class="filters" role="search">
      <label class="search">
        <SearchGlyph />
        <span class="sr-only">{libraryText.search}</span>
        <input
          type="search"
          placeholder={libraryText.search}
          value={props.query.text}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </label>
      <label class="sort small">
        <span class="soft">{libraryText.sortBy}</span>
        <select
          value={props.query.sort}
          onChange={(event) =>
            change({ sort: sorts.find((sort) => sort === event.currentTarget.value) ?? 'changed' })
          }
        >
          <For each={sorts}>{(sort) => <option value={sort}>{libraryText.sort[sort]}</option>}</For>
        </select>
      </label>
      <Show when={archived() > 0 || props.query.archived}>
        <button
          type="button"
          class="button bare small"
          aria-pressed={props.query.archived}
          onClick={() => change({ archived: !props.query.archived })}
        >
          {libraryText.showArchived} ({archived()})
        </button>
      </Show>
    </div>
  )
}
