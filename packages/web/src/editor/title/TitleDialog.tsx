import './title.css'
import { canEdit } from '@coldopen/core/document'
import { setTitlePage } from '@coldopen/core/screenplay'
import { randomIds } from '@coldopen/sync/client'
import { createMemo, For, onMount } from 'solid-js'
import type * as Y from 'yjs'
import { Dialog } from '../../part/Dialog.tsx'
import { TextField } from '../../screen/scenes/TextField.tsx'
import { commandText } from '../commands/commandText.ts'
import { createTitlePage } from './createTitlePage.ts'
import { titleFields, withField } from './titleFields.ts'
import { titleText } from './titleText.ts'

interface TitleDialogProps {
  readonly doc: Y.Doc
  readonly editable: boolean
  readonly onClose: () => void
}

/** The title page as fields; what is written is in the script at once. */
export const TitleDialog = (props: TitleDialogProps) => {
  const entries = createTitlePage(props.doc)
  const fields = createMemo(() => titleFields(entries()))
  const keys = createMemo<readonly string[]>(() => fields().map(({ key }) => key), [], {
    equals: (a, b) => a.join('\n') === b.join('\n'),
  })
  const textOf = (key: string) => fields().find((field) => field.key === key)?.text ?? ''
  const change = (key: string, text: string) => {
    if (props.editable && canEdit(props.doc))
      setTitlePage(props.doc, withField(entries(), key, text), randomIds)
  }
  let form!: HTMLDivElement
  onMount(() => form.querySelector('textarea')?.focus())
  return (
    <Dialog title={commandText.titlePage} close={props.onClose}>
      <div ref={form} class="co-title-fields">
        <For each={keys()}>
          {(key) => (
            <div class="co-title-field">
              <span aria-hidden="true">{titleText.field(key)}</span>
              <TextField
                label={titleText.field(key)}
                value={textOf(key)}
                placeholder={titleText.example(key)}
                readOnly={!props.editable}
                change={(text) => change(key, text)}
              />
            </div>
          )}
        </For>
      </div>
    </Dialog>
  )
}
