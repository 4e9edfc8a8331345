import { A } from '@solidjs/router'
import type { ProjectRow } from '@coldopen/sync/client'
import { For, Show } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { showHealth } from '../../runtime/HealthPanel.ts'
import { byUrgency } from './byUrgency.ts'
import { createExport } from './createExport.ts'
import { frameText } from './frameText.ts'
import { ProjectSync } from './ProjectSync.tsx'
import { StorageLines } from './StorageLines.tsx'
import type { SyncSummary } from './syncSummary.ts'

const mostLines = 12

const waitingOf = (rows: readonly ProjectRow[]) =>
  rows.filter((row) => row.status !== 'persisted').toSorted(byUrgency)

/** What the sync indicator means, script by script, what to do next, and the way to take unsynced work out. */
export const SyncPanel = (props: { readonly summary: SyncSummary; readonly close: () => void }) => {
  const studio = useStudio()
  const { busy, run } = createExport(studio)
  const waiting = () => waitingOf(studio.projects())

  return (
    <div class="sync-panel">
      <h2 class="sr-only">{frameText.sync(frameText.summary[props.summary])}</h2>
      <p>{frameText.explain[props.summary]}</p>
      <Show
        when={(studio.account() === null || studio.lapsed()) && studio.network() !== 'no-server'}
      >
        <p class="soft small">
          <A class="link" href="/sign-in" onClick={() => props.close()}>
            {studio.lapsed() ? frameText.signIn : frameText.signInToSync}
          </A>
        </p>
      </Show>
      <Show
        when={waiting().length > 0}
        fallback={<p class="soft small">{frameText.nothingWaiting}</p>}
      >
        <Show when={studio.account() !== null || props.summary === 'trouble'}>
          <h3>{frameText.waitingTitle}</h3>
          <ul class="sync-list">
            <For each={waiting().slice(0, mostLines)}>
              {(row) => <ProjectSync row={row} close={props.close} />}
            </For>
          </ul>
          <Show when={waiting().length > mostLines}>
            <p class="soft small">{frameText.more(waiting().length - mostLines)}</p>
          </Show>
        </Show>
        <Button disabled={busy()} onClick={() => void run()}>
          {busy() ? frameText.exporting : frameText.export}
        </Button>
      </Show>
      <Button
        onClick={() => {
          props.close()
          showHealth()
        }}
      >
        {frameText.health}
      </Button>
      <StorageLines />
    </div>
  )
}
