import { A } from '@solidjs/router'
import type { ProjectRow } from '@coldopen/sync/client'
import { createSignal, Show } from 'solid-js'
import { clock, when } from '../../message/when.ts'
import { InlineEdit } from '../../part/InlineEdit.tsx'
import { Menu } from '../../part/Menu.tsx'
import { MoreIcon } from '../../part/MoreIcon.tsx'
import { SyncBadge } from '../../part/SyncBadge.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { libraryText } from './libraryText.ts'
import { longestTitle } from './longestTitle.ts'
import { makeProjectActions } from './projectActions.ts'

const mayRename = (row: ProjectRow) => row.role === 'owner' || row.role === 'editor'

/** One script in the library: its title, what is in it, when it changed, where it stands, and what can be done. */
export const ProjectLine = (props: { readonly row: ProjectRow; readonly now: number }) => {
  const studio = useStudio()
  const [renaming, setRenaming] = createSignal(false)
  const actions = makeProjectActions(studio)
  const items = () => [
    ...(mayRename(props.row)
      ? [
          { label: libraryText.rename, run: () => setRenaming(true) },
          {
            label: props.row.archived ? libraryText.unarchive : libraryText.archive,
            run: () => void actions.archive(props.row, !props.row.archived),
          },
        ]
      : []),
    { label: libraryText.duplicate, run: () => void actions.duplicate(props.row) },
    { label: libraryText.exportFountain, run: () => void actions.exportFountain(props.row) },
  ]
  return (
    <li class="project" data-project={props.row.id}>
      <div class="project-main">
        <Show
          when={renaming()}
          fallback={
            <h2 class="title project-title">
              <A href={`/project/${props.row.id}`}>{props.row.title || libraryText.untitled}</A>
            </h2>
          }
        >
          <InlineEdit
            class="title"
            label={libraryText.renameField(props.row.title)}
            value={props.row.title}
            longest={longestTitle}
            done={(title) => {
              setRenaming(false)
              if (title !== null) void actions.rename(props.row, title)
            }}
          />
        </Show>
        <p class="project-facts small soft">
          <Show when={props.row.sceneCount > 0}>
            <span>{libraryText.scenes(props.row.sceneCount)}</span>
          </Show>
          <Show when={props.row.totalDuration > 0}>
            <span>{clock(props.row.totalDuration)}</span>
          </Show>
          <time dateTime={props.row.updatedAt}>
            {libraryText.changed(when(props.row.updatedAt, props.now))}
          </time>
          <Show when={!mayRename(props.row)}>
            <span>{libraryText.reading}</span>
          </Show>
        </p>
      </div>
      <Show when={studio.client()}>
        <SyncBadge status={props.row.status} network={studio.network()} />
      </Show>
      <Menu label={libraryText.actions(props.row.title)} button={<MoreIcon />} items={items()} />
    </li>
  )
}
