import type { MergeConflict } from '@coldopen/core/fdx'
import { For, Show } from 'solid-js'
import { bringBackText } from './bringBackText.ts'

/** What a version had, as a person reads it. */
const saidIn = ({ what }: MergeConflict, value: string | null): string => {
  if (what === 'move')
    return value === null ? bringBackText.atStart : bringBackText.behind(value.slice(0, 60))
  return value === null ? bringBackText.removed : value.trim()
}

const headlineOf = ({ what, base }: MergeConflict): string =>
  what === 'text' && base === '' ? bringBackText.added : bringBackText.what[what]

const placeOf = ({ scene, what, name }: MergeConflict): string =>
  what === 'title'
    ? (name ?? '')
    : [scene, name && bringBackText.name(name)].filter(Boolean).join(' · ')

/** What both sides changed: where, what each version had, and whose stays. */
export const ConflictList = (props: { readonly conflicts: readonly MergeConflict[] }) => (
  <ol class="conflicts" aria-label={bringBackText.conflictList}>
    <For each={props.conflicts}>
      {(conflict) => (
        <li class="conflict">
          <p class="small soft">{placeOf(conflict)}</p>
          <p>
            <strong>{headlineOf(conflict)}.</strong>{' '}
            <span>{bringBackText.kept[conflict.kept]}</span>
          </p>
          <Show when={conflict.said !== ''}>
            <p class="conflict-line script">{conflict.said}</p>
          </Show>
          <dl class="conflict-versions small">
            <Show when={conflict.what !== 'move' && conflict.base}>
              <dt>{bringBackText.beforeLabel}</dt>
              <dd>{saidIn(conflict, conflict.base)}</dd>
            </Show>
            <dt>{bringBackText.ours}</dt>
            <dd>{saidIn(conflict, conflict.ours)}</dd>
            <dt>{bringBackText.theirs}</dt>
            <dd>{saidIn(conflict, conflict.theirs)}</dd>
          </dl>
        </li>
      )}
    </For>
  </ol>
)
