import './Statistics.css'
import { profiles, readLockedStarts, type Statistics, statisticsOf } from '@coldopen/core/page'
import { readScript } from '@coldopen/core/screenplay'
import type { DocumentSession } from '@coldopen/sync/client'
import { For, Show } from 'solid-js'
import { Dialog } from '../../part/Dialog.tsx'
import { pageProfile } from '../../runtime/viewSettings.ts'
import { statisticsText } from './statisticsText.ts'

interface StatisticsProps {
  readonly session: DocumentSession
  readonly close: () => void
}

interface CountsProps {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly [name: string, ...counts: number[]])[]
}

const Counts = (props: CountsProps) => (
  <Show when={props.rows.length > 0}>
    <table class="counts">
      <caption>{props.caption}</caption>
      <thead class="small soft">
        <tr>
          <For each={props.head}>{(name) => <th scope="col">{name}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows}>
          {([name, ...counts]) => (
            <tr>
              <th scope="row">{name}</th>
              <For each={counts}>{(count) => <td>{count}</td>}</For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  </Show>
)

/** What the open script is made of, counted when the dialog opens. */
const StatisticsDialog = (props: StatisticsProps) => {
  const { profile, starts } = readLockedStarts(props.session.doc)
  const all: Statistics = statisticsOf(
    readScript(props.session.doc),
    profiles[profile ?? pageProfile.value()],
    starts,
  )
  return (
    <Dialog title={statisticsText.title} close={props.close} wide>
      <p>{statisticsText.summary(all)}</p>
      <Counts
        caption={statisticsText.characters}
        head={statisticsText.characterHead}
        rows={all.characters.map(({ name, words, speeches, scenes }) => [
          name,
          words,
          speeches,
          scenes,
        ])}
      />
      <Counts
        caption={statisticsText.locations}
        head={statisticsText.locationHead}
        rows={all.locations.map(({ name, scenes, interior, exterior }) => [
          name,
          scenes,
          interior,
          exterior,
        ])}
      />
      <Counts
        caption={statisticsText.times}
        head={statisticsText.timeHead}
        rows={all.times.map(({ name, scenes }) => [name, scenes])}
      />
    </Dialog>
  )
}

export default StatisticsDialog
