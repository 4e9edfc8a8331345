import '../frame/Trouble.css'
import { canEdit } from '@coldopen/core/document'
import type { DocumentSession } from '@coldopen/sync/client'
import { Match, Switch } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { createDocValue } from '../../reactive/createDocValue.ts'
import { createReadable } from '../../reactive/createReadable.ts'
import { projectText } from './projectText.ts'

/** Says why a script cannot be changed here: the reader's role, or a newer version's document. */
export const ReadingNotice = (props: { readonly session: DocumentSession }) => {
  const role = createReadable(() => props.session.role, props.session.role.get())
  const writable = createDocValue(
    () => props.session.doc,
    (doc) => canEdit(doc),
  )
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
      <Match when={reading()}>
        {(why) => (
          <p class="notice" role="status">
            {projectText.readOnly[why()]}
          </p>
        )}
      </Match>
    </Switch>
  )
}
