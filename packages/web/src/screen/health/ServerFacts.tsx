import { protocolVersion } from '@coldopen/sync/protocol'
import type { EngineHealth } from '@coldopen/sync/client'
import { createMemo, createResource, Show } from 'solid-js'
import { locale } from '../../message/catalogue.ts'
import { durationText } from '../../message/when.ts'
import { askHealth } from '../../runtime/askHealth.ts'
import { rememberedServer } from '../../runtime/ServerConfig.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { healthText } from './healthText.ts'

/** Clocks that differ by less than this agree: a time shown to the minute is right. */
const clockTolerance = 60_000

/** The connection in numbers, and what the server says of itself when it can be asked. */
export const ServerFacts = (props: { readonly health: EngineHealth }) => {
  const studio = useStudio()
  const url = createMemo(() => {
    studio.client()
    return studio.network() === 'online' ? rememberedServer(localStorage)?.url : undefined
  })
  const [server] = createResource(url, (address) =>
    askHealth(address, (...request) => fetch(...request), Date.now),
  )
  const told = () => (server.state === 'ready' ? server() : null)
  const clock = (ahead: number) =>
    Math.abs(ahead) < clockTolerance
      ? healthText.clockRight
      : healthText.clockOff(ahead > 0, durationText(Math.abs(ahead)))

  return (
    <section class="health-section">
      <h3>{healthText.facts}</h3>
      <dl class="health-facts small">
        <dt>{healthText.server}</dt>
        <dd>{told()?.ok === false ? healthText.notOk : healthText.network[studio.network()]}</dd>
        <dt>{healthText.lastSave}</dt>
        <dd>
          {props.health.appendMs === null
            ? healthText.noneYet
            : healthText.milliseconds(Math.round(props.health.appendMs).toLocaleString(locale))}
        </dd>
        <dt>{healthText.found}</dt>
        <dd>{healthText.times(props.health.reconnects)}</dd>
        <Show when={told()}>
          {(known) => (
            <>
              <dt>{healthText.version}</dt>
              <dd>{healthText.versions(known().app, known().protocol, protocolVersion)}</dd>
              <Show when={known().lag !== null}>
                <dt>{healthText.tables}</dt>
                <dd>
                  {known().lag === 0 ? healthText.upToDate : healthText.lag(known().lag ?? 0)}
                </dd>
              </Show>
              <Show when={known().ahead !== null}>
                <dt>{healthText.clock}</dt>
                <dd>{clock(known().ahead ?? 0)}</dd>
              </Show>
            </>
          )}
        </Show>
      </dl>
    </section>
  )
}
