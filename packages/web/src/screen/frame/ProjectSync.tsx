import { A } from '@solidjs/router'
import type { ProjectRow } from '@coldopen/sync/client'
import { Show } from 'solid-js'
import { detailOf, errorText } from '../../message/errorText.ts'
import { SyncBadge } from '../../part/SyncBadge.tsx'
import { createStanding } from '../../reactive/createStanding.ts'
import { refusedIn } from '../../runtime/refusedIn.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { frameText } from './frameText.ts'

/** One script's line in the sync panel: how much waits, what is set aside, why, and what to do. */
export const ProjectSync = (props: { readonly row: ProjectRow; readonly close: () => void }) => {
  const studio = useStudio()
  const standing = createStanding(studio, () => props.row)
  const pending = () => standing().pending
  const parked = () => standing().parked
  /** That the server cannot be reached is said once, above the list. */
  const error = () => {
    const why = standing().error
    return why?._tag === 'Offline' ? null : why
  }

  return (
    <li class="sync-line">
      <A class="link" href={`/project/${props.row.id}`} onClick={() => props.close()}>
        {props.row.title}
      </A>
      <SyncBadge
        status={props.row.status}
        network={studio.network()}
        refused={refusedIn(studio.device(), props.row.id)}
      />
      <Show when={pending() > 0}>
        <span class="sync-note small soft">{frameText.pending(pending())}</span>
      </Show>
      <Show when={parked() > 0}>
        <span class="sync-note small soft">{frameText.parked(parked())}</span>
      </Show>
      <Show when={error()}>
        {(why) => (
          <span class="sync-note small" title={detailOf(why())}>
            {errorText(why()).what} {errorText(why()).next}{' '}
            <Show when={why()._tag === 'SignInAgain'}>
              <A class="link" href="/sign-in" onClick={() => props.close()}>
                {frameText.signIn}
              </A>
            </Show>
          </span>
        )}
      </Show>
    </li>
  )
}
