import { A } from '@solidjs/router'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { IconButton } from '../../part/IconButton.tsx'
import type { ImportState } from './createImport.ts'
import type { Imported } from './importScripts.ts'
import { libraryText } from './libraryText.ts'

const of = <T extends Imported['_tag']>(results: readonly Imported[], tag: T) =>
  results.filter((one): one is Extract<Imported, { _tag: T }> => one._tag === tag)

/** What became of every file of an import: where it is now, or why it is not. */
const ImportReport = (props: { readonly state: ImportState; readonly close: () => void }) => {
  const results = () => props.state.results ?? []
  return (
    <section class="import-report" aria-label={libraryText.importReport}>
      <div class="import-head">
        <p role="status">
          <Show
            when={props.state.results}
            fallback={libraryText.importing(props.state.done, props.state.of)}
          >
            {libraryText.importDone(of(results(), 'Imported').length)}{' '}
            <Show when={of(results(), 'Refused').length > 0}>
              {libraryText.importRefused(of(results(), 'Refused').length)}
            </Show>
          </Show>
        </p>
        <Show
          when={props.state.results}
          fallback={<progress max={props.state.of} value={props.state.done} />}
        >
          <IconButton label={libraryText.closeReport} onClick={() => props.close()}>
            <X size={16} />
          </IconButton>
        </Show>
      </div>
      <ul class="import-list small">
        <For each={of(results(), 'Refused')}>
          {(one) => (
            <li>
              <strong>{one.name}</strong> <span>{one.why}</span>
            </li>
          )}
        </For>
        <For each={of(results(), 'Imported')}>
          {(one) => (
            <li>
              {one.name} →{' '}
              <A class="link" href={`/project/${one.row.id}`}>
                {one.row.title}
              </A>
              <For each={one.remarks}>{(remark) => <p class="soft">{remark}</p>}</For>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

export default ImportReport
