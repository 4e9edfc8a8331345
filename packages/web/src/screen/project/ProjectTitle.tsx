import type { ProjectRow } from '@coldopen/sync/client'
import { createSignal, Show } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import { InlineEdit } from '../../part/InlineEdit.tsx'
import { SyncBadge } from '../../part/SyncBadge.tsx'
import { refusedIn } from '../../runtime/refusedIn.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { complain } from '../../runtime/Toasts.ts'
import { longestTitle } from '../library/longestTitle.ts'
import { projectText } from './projectText.ts'

/** The project's title in the bar, renamed where it stands, and what keeps it from the server. */
export const ProjectTitle = (props: { readonly row: ProjectRow }) => {
  const studio = useStudio()
  const [renaming, setRenaming] = createSignal(false)
  const may = () => props.row.role === 'owner' || props.row.role === 'editor'
  /** The bar says at its other end that all is saved or being saved; here stands what concerns this script alone. */
  const worthSaying = () => {
    const { status } = props.row
    if (status === 'syncing') return studio.network() === 'offline'
    return status === 'conflict' || status === 'error'
  }
  const rename = async (title: string | null) => {
    setRenaming(false)
    const next = title?.trim() ?? ''
    if (next === '' || next === props.row.title) return
    try {
      await (await studio.ready()).library.rename(props.row.id, next)
    } catch (error) {
      complain(errorLine(error))
    }
  }
  return (
    <>
      <h1 class="desk-title title">
        <Show when={may()} fallback={props.row.title}>
          <Show
            when={renaming()}
            fallback={
              <button
                type="button"
                class="desk-rename"
                title={projectText.rename}
                onClick={() => setRenaming(true)}
              >
                {props.row.title}
              </button>
            }
          >
            <InlineEdit
              label={projectText.renameField}
              value={props.row.title}
              longest={longestTitle}
              done={(title) => void rename(title)}
            />
          </Show>
        </Show>
      </h1>
      <Show when={studio.client() && worthSaying()}>
        <SyncBadge
          status={props.row.status}
          network={studio.network()}
          refused={refusedIn(studio.device(), props.row.id)}
        />
      </Show>
    </>
  )
}
