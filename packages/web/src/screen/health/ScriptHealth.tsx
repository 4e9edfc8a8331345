import { A } from '@solidjs/router'
import type { ParkedEvent, ProjectRow, QuarantinedEvent } from '@coldopen/sync/client'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { bytesText } from '../../message/bytesText.ts'
import { detailOf, errorText } from '../../message/errorText.ts'
import { when } from '../../message/when.ts'
import { Button } from '../../part/Button.tsx'
import { SyncBadge } from '../../part/SyncBadge.tsx'
import { createStanding } from '../../reactive/createStanding.ts'
import { refusedIn } from '../../runtime/refusedIn.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { frameText } from '../frame/frameText.ts'
import { createExport } from '../frame/createExport.ts'
import { healthText } from './healthText.ts'

interface ScriptHealthProps {
  readonly row: ProjectRow
  readonly quarantined: readonly QuarantinedEvent[]
  readonly close: () => void
}

/** How one script stands: what waits, what was refused and why, what others wrote that is not here, and what to do. */
export const ScriptHealth = (props: ScriptHealthProps) => {
  const studio = useStudio()
  const standing = createStanding(studio, () => props.row)
  const [parked, setParked] = createSignal<readonly ParkedEvent[]>([])
  const [trying, setTrying] = createSignal(false)
  const taking = createExport(studio, () => [props.row])
  const title = () => props.row.title || frameText.untitled

  const inDocuments = async <A,>(ask: (document: string) => Promise<A>): Promise<readonly A[]> =>
    Promise.all(standing().documents.map(({ id }) => ask(id)))
  createEffect(
    on(
      () => standing().parked,
      async (n) => {
        const client = studio.client()
        if (n === 0 || client === null) return setParked([])
        const found = await inDocuments((id) => client.documents.parked(id)).catch(() => [])
        setParked(found.flat())
      },
    ),
  )
  const tryAgain = async () => {
    setTrying(true)
    const { documents } = await studio.ready()
    await inDocuments((id) => documents.retry(id)).catch(reportError)
    setTrying(false)
  }
  /** That the server cannot be reached is said once, above the list. */
  const why = () => {
    const { error } = standing()
    return error === null || error._tag === 'Offline' ? null : error
  }
  const ago = (iso: string) => when(iso, Date.now())

  return (
    <li class="script-health">
      <div class="script-health-head">
        <A class="link" href={`/project/${props.row.id}`} onClick={() => props.close()}>
          {title()}
        </A>
        <SyncBadge
          status={props.row.status}
          network={studio.network()}
          refused={refusedIn(studio.device(), props.row.id)}
        />
      </div>
      <Show when={standing().pending > 0}>
        <p class="small soft">{healthText.pending(standing().pending)}</p>
      </Show>
      <Show when={standing().behind > 0}>
        <p class="small soft">{healthText.behind(standing().behind)}</p>
      </Show>
      <Show when={why()}>
        {(error) => (
          <p class="small">
            {errorText(error()).what} {errorText(error()).next}{' '}
            <Show when={parked().length === 0}>
              <span class="soft">{detailOf(error())}</span>
            </Show>
          </p>
        )}
      </Show>
      <Show when={parked().length > 0}>
        <div class="small">
          <p>{healthText.parked(parked().length)}</p>
          <ul class="health-reasons soft">
            <For each={parked()}>
              {({ reason, bytes, authoredAt }) => (
                <li>{healthText.reason(reason, bytesText(bytes), ago(authoredAt))}</li>
              )}
            </For>
          </ul>
        </div>
      </Show>
      <Show when={props.quarantined.length > 0}>
        <div class="small">
          <p>{healthText.quarantined(props.quarantined.length)}</p>
          <ul class="health-reasons soft">
            <For each={props.quarantined}>
              {({ actor, reason, bytes, authoredAt }) => (
                <li>
                  {healthText.quarantinedBy(
                    actor === studio.account()?.id,
                    reason,
                    bytesText(bytes),
                    ago(authoredAt),
                  )}
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
      <Show when={standing().parked > 0 || why() !== null}>
        <div class="script-health-acts">
          <Button
            disabled={trying()}
            aria-label={healthText.tryOf(title())}
            onClick={() => void tryAgain()}
          >
            {trying() ? healthText.trying : healthText.tryScript}
          </Button>
          <Button
            disabled={taking.busy()}
            aria-label={healthText.exportOf(title())}
            onClick={() => void taking.run()}
          >
            {taking.busy() ? healthText.exporting : healthText.exportScript}
          </Button>
        </div>
      </Show>
    </li>
  )
}
