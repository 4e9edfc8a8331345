import type { ProjectRow } from '@coldopen/sync/client'
import { createSignal, Show } from 'solid-js'
import { clock, when } from '../../message/when.ts'
import { InlineEdit } from '../../part/InlineEdit.tsx'
import { Menu } from '../../part/Menu.tsx'
import { MoreGlyph } from '../../part/glyphs.tsx'
import { SyncBadge } from '../../part/SyncBadge.tsx'
import { refusedIn } from '../../runtime/refusedIn.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { libraryText } from './libraryText.ts'
import { longestTitle } from './longestTitle.ts'
import type { ProjectActions } from './projectActions.ts'

const mayRename = (row: ProjectRow) => row.role === 'owner' || row.role === 'editor'

/** What is in a project and when it changed, as one text: a long list lays it out sooner than a row of elements. */
const factsOf = (row: ProjectRow, now: number): readonly string[] => [
  ...(row.sceneCount > 0 ? [libraryText.scenes(row.sceneCount)] : []),
  ...(row.totalDuration > 0 ? [clock(row.totalDuration)] : []),
  libraryText.changed(when(row.updatedAt, now)),
  ...(mayRename(row) ? [] : [libraryText.reading]),
]

interface ProjectLineProps {
  readonly row: ProjectRow
  readonly now: number
  readonly actions: ProjectActions
}

/**
 * One script in the library: its title, what is in it, when it changed, where it stands, and what can be done. Many of
 * them are in the first paint: a plain link, which the router takes as well, and a menu that is made when it is opened.
 */
export const ProjectLine = (props: ProjectLineProps) => {
  const studio = useStudio()
  const [renaming, setRenaming] = createSignal(false)
  const items = () => [
    ...(mayRename(props.row)
      ? [
          { label: libraryText.rename, run: () => setRenaming(true) },
          {
            label: props.row.archived ? libraryText.unarchive : libraryText.archive,
            run: () => void props.actions.archive(props.row, !props.row.archived),
          },
        ]
      : []),
    { label: libraryText.duplicate, run: () => void props.actions.duplicate(props.row) },
    { label: libraryText.exportPdf, run: () => void props.actions.print(props.row) },
    {
      label: libraryText.exportFountain,
      run: () => void props.actions.export(props.row, 'fountain'),
    },
    { label: libraryText.exportFdx, run: () => void props.actions.export(props.row, 'fdx') },
  ]
  return (
    <li class="project" data-project={props.row.id}>
      <div class="project-main">
        <Show
          when={renaming()}
          fallback={
            <h2 class="title project-title">
              <a href={`/project/${props.row.id}`}>{props.row.title || libraryText.untitled}</a>
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
              if (title !== null) void props.actions.rename(props.row, title)
            }}
          />
        </Show>
        <p class="project-facts small soft">{factsOf(props.row, props.now).join('  ·  ')}</p>
      </div>
      <Show when={studio.client()}>
        <SyncBadge
          status={props.row.status}
          network={studio.network()}
          refused={refusedIn(studio.device(), props.row.id)}
        />
      </Show>
      <Menu label={libraryText.actions(props.row.title)} button={<MoreGlyph />} items={items()} />
    </li>
  )
}
