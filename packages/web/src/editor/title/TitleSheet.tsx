import './title.css'
import { type PageProfile, titlePageLines } from '@coldopen/core/page'
import { textOf } from '@coldopen/core/screenplay'
import { createMemo, createUniqueId, For, Show } from 'solid-js'
import type * as Y from 'yjs'
import { pageColumns } from '../pages/pageColumns.ts'
import { sheetOf } from '../pages/Sheet.ts'
import { createTitlePage } from './createTitlePage.ts'
import { titleText } from './titleText.ts'

interface TitleSheetProps {
  readonly doc: Y.Doc
  readonly profile: PageProfile
  readonly editable: boolean
  readonly onEdit: () => void
}

/** The sheet before page 1, as it is printed; without entries only the offer to make one. */
const TitleSheet = (props: TitleSheetProps) => {
  const entries = createTitlePage(props.doc)
  const lines = createMemo(() => titlePageLines(entries(), props.profile))
  /** Of the one button or the other: the dialog gives the focus back to whichever is there. */
  const id = createUniqueId()
  const sheet = () => sheetOf(props.profile)
  return (
    <Show
      when={lines().length > 0}
      fallback={
        <Show when={props.editable}>
          <button
            type="button"
            id={id}
            class="button bare co-title-add"
            onClick={() => props.onEdit()}
          >
            {titleText.add}
          </button>
        </Show>
      }
    >
      <section
        class="co-page co-title-sheet"
        data-view="page"
        aria-label={titleText.sheet}
        style={{ ...pageColumns(props.profile), height: `${sheet().lines}em` }}
        onDblClick={() => props.onEdit()}
      >
        <For each={lines()}>
          {({ row, column, runs }) => (
            <div
              classList={{ 'co-title-name': runs[0]?.marks['underline'] === true }}
              style={{ top: `${sheet().top + row}em`, left: `${column}ch` }}
            >
              {textOf(runs)}
            </div>
          )}
        </For>
        <Show when={props.editable}>
          <button
            type="button"
            id={id}
            class="button quiet co-title-edit"
            onClick={() => props.onEdit()}
          >
            {titleText.edit}
          </button>
        </Show>
      </section>
    </Show>
  )
}

export default TitleSheet
