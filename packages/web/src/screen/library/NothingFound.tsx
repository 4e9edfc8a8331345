import { Show } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { libraryText } from './libraryText.ts'
import type { LibraryQuery } from './libraryView.ts'

/** A library view without rows: nothing archived, or nothing with these words. */
export const NothingFound = (props: {
  readonly query: LibraryQuery
  readonly clear: () => void
}) => (
  <div class="nothing" role="status">
    <Show when={props.query.text.trim()} fallback={<p>{libraryText.nothingArchived}</p>}>
      {(text) => (
        <>
          <p>{libraryText.nothingFound(text())}</p>
          <Button onClick={() => props.clear()}>{libraryText.clearSearch}</Button>
        </>
      )}
    </Show>
  </div>
)
