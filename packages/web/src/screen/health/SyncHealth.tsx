import './SyncHealth.css'
import { A } from '@solidjs/router'
import type { EngineHealth } from '@coldopen/sync/client'
import { createMemo, createResource, createSignal, For, Show } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { Dialog } from '../../part/Dialog.tsx'
import { createReadable } from '../../reactive/createReadable.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { complain, say } from '../../runtime/Toasts.ts'
import { errorLine } from '../../message/errorText.ts'
import { byUrgency } from '../frame/byUrgency.ts'
import { createExport } from '../frame/createExport.ts'
import { createSummary } from '../frame/createSummary.ts'
import { StorageLines } from '../frame/StorageLines.tsx'
import { healthHeadline } from './healthHeadline.ts'
import { healthText } from './healthText.ts'
import { readQuarantine } from './readQuarantine.ts'
import { ScriptHealth } from './ScriptHealth.tsx'
import { ServerFacts } from './ServerFacts.tsx'

const mostScripts = 12
const asleep: EngineHealth = { appendMs: null, queued: 0, parked: 0, behind: 0, reconnects: 0 }

/** How syncing fares: in one sentence, what to do next, then script by script and in numbers. */
const SyncHealth = (props: { readonly close: () => void }) => {
  const studio = useStudio()
  const summary = createSummary(studio)
  const taking = createExport(studio)
  const [trying, setTrying] = createSignal(false)
  const health = createReadable(() => studio.client()?.health, asleep)
  const rows = createMemo(() => studio.projects().toSorted(byUrgency))
  /** Ids alone, so that a line keeps its place on the screen while its row changes. */
  const listed = createMemo(() => rows().slice(0, mostScripts), undefined, {
    equals: (a, b) => a.length === b.length && a.every((row, i) => row.id === b[i]?.id),
  })
  const rowOf = (id: string) => studio.projects().find((row) => row.id === id)
  const [quarantined] = createResource(
    () => (studio.network() === 'online' && studio.account() !== null ? studio.client() : null),
    (client) => readQuarantine(client, listed()),
  )
  const setAside = (project: string) =>
    quarantined.state === 'ready' ? (quarantined()?.get(project) ?? []) : []
  const error = createMemo(() => {
    const client = studio.client()
    health()
    const errors = studio
      .projects()
      .flatMap((row) => client?.documents.list(row.id) ?? [])
      .map(({ id }) => client?.documents.state(id).get().error ?? null)
    return errors.find((one) => one !== null) ?? null
  })
  const headline = () =>
    healthHeadline({
      summary: summary(),
      network: studio.network(),
      queued: health().queued,
      parked: health().parked,
      error: error(),
    })
  const unsynced = () => health().queued > 0 || studio.device().refused.size > 0
  const mayTry = () => studio.account() !== null && ['offline', 'trouble'].includes(summary())

  const tryAgain = async () => {
    setTrying(true)
    try {
      const { documents } = await studio.ready()
      const waiting = studio.projects().filter(({ status }) => status !== 'persisted')
      const all = waiting.flatMap((row) => documents.list(row.id))
      await Promise.all(all.map(({ id }) => documents.retry(id)))
      say(healthText.tried)
    } catch (failure) {
      complain(errorLine(failure))
    } finally {
      setTrying(false)
    }
  }

  return (
    <Dialog title={healthText.title} close={props.close} wide>
      <section class="health-now" data-summary={summary()}>
        <p role="status">
          <strong class="health-headline">{headline().what}</strong> {headline().next}
        </p>
        <div class="script-health-acts">
          <Show when={summary() === 'lapsed' || summary() === 'device'}>
            <Show when={studio.network() !== 'no-server'}>
              <A class="button main" href="/sign-in" onClick={() => props.close()}>
                {healthText.signIn}
              </A>
            </Show>
          </Show>
          <Show when={mayTry()}>
            <Button disabled={trying()} onClick={() => void tryAgain()}>
              {trying() ? healthText.trying : healthText.tryAgain}
            </Button>
          </Show>
          <Show when={unsynced()}>
            <Button disabled={taking.busy()} onClick={() => void taking.run()}>
              {taking.busy() ? healthText.exporting : healthText.export}
            </Button>
          </Show>
        </div>
      </section>
      <section class="health-section">
        <h3>{healthText.scripts}</h3>
        <Show
          when={listed().length > 0}
          fallback={<p class="small soft">{healthText.noScripts}</p>}
        >
          <ul class="health-scripts">
            <For each={listed()}>
              {(first) => (
                <ScriptHealth
                  row={rowOf(first.id) ?? first}
                  quarantined={setAside(first.id)}
                  close={props.close}
                />
              )}
            </For>
          </ul>
        </Show>
        <Show when={rows().length > mostScripts}>
          <p class="small soft">{healthText.more(rows().length - mostScripts)}</p>
        </Show>
      </section>
      <ServerFacts health={health()} />
      <StorageLines />
    </Dialog>
  )
}

export default SyncHealth
