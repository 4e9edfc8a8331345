import type { OutlineRow } from '@coldopen/core/screenplay'
import { Show } from 'solid-js'
import { editorText } from '../editorText.ts'
import { outlineText } from './outlineText.ts'

interface OutlineItemViewProps {
  readonly row: OutlineRow
  /** A section it stands in is closed. */
  readonly folded: boolean
  readonly closed: boolean
  /** Has the caret. */
  readonly current: boolean
  /** Tab leads here. */
  readonly entry: boolean
  readonly onFocus: () => void
  readonly onFold: () => void
  readonly onJump: () => void
}

const title = ({ title, level }: OutlineRow): string =>
  title.trim() || (level === null ? editorText.untitledScene : outlineText.untitled)

/** A section or a scene of the outline, with its synopsis. */
export const OutlineItemView = (props: OutlineItemViewProps) => (
  <li
    class="co-outline-row"
    classList={{
      'co-outline-section': props.row.level !== null,
      'co-outline-current': props.current,
    }}
    role="treeitem"
    hidden={props.folded}
    data-row={props.row.id}
    style={{ '--depth': props.row.depth }}
    aria-level={props.row.depth + 1}
    aria-expanded={props.row.leaf ? undefined : !props.closed}
    aria-current={props.current ? 'true' : undefined}
    tabIndex={props.entry ? 0 : -1}
    on:focus={() => props.onFocus()}
    on:click={() => props.onJump()}
  >
    <span
      class="co-outline-fold"
      aria-hidden="true"
      on:click={(event: MouseEvent) => {
        if (props.row.leaf) return
        event.stopPropagation()
        props.onFold()
      }}
    >
      {props.row.leaf ? '' : props.closed ? '▸' : '▾'}
    </span>
    <span class="co-outline-title">{title(props.row)}</span>
    <Show when={props.row.synopsis !== ''}>
      <span class="co-outline-synopsis">{props.row.synopsis}</span>
    </Show>
  </li>
)
