import '../frame/Trouble.css'
import { canEdit } from '@coldopen/core/document'
import type { DocumentSession } from '@coldopen/sync/client'
import { Match, Show, Switch } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { createDocValue } from '../../reactive/createDocValue.ts'
import { createReadable } from '../../reactive/createReadable.ts'
import { projectText } from './projectText.ts'
import { UnsentNotice } from './UnsentNotice.tsx'

/** Says why a script cannot be changed here: the reader's role, or a newer version's document; what the server lacks can be taken out. */
export const ReadingNotice = (props: { readonly session: DocumentSession }) => {
  const role = createReadable(() => props.session.role, props.session.role.get())
  const writable = createDocValue(
    () => props.session.doc,
    (doc) => canEdit(doc),
  )
  const state = createReadable(() => props.session.state, props.session.state.get())
  const reading = () => {
    const current = role()
    return current === 'viewer' || current === 'commenter' ? current : null
  }
  return (
    <Switch>
      <Match when={!writable()}>
        <div class="notice" role="status">
          <p>{projectText.tooNew}</p>
          <Button onClick={() => location.reload()}>{projectText.reload}</Button>
        </div>
      </Match>
      <Match when={state().removed || reading()}>
        {(why) => {
          const text = () => {
            const role = why()
            return role === true ? projectText.removed : projectText.readOnly[role]
          }
          return (
            <div
              class="notice"
              classList={{ stays: state().removed || state().pending > 0 }}
              role="status"
            >
              <p>{text()}</p>
              <Show when={state().pending > 0}>
                <UnsentNotice session={props.session} state={state()} />
              </Show>
            </div>
          )
        }}
      </Match>
    </Switch>
  )
}
