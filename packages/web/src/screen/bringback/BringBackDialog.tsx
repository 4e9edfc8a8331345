import './BringBack.css'
import '../invite/Share.css'
import type { DocumentSession } from '@coldopen/sync/client'
import { For, Match, Show, Switch } from 'solid-js'
import { when } from '../../message/when.ts'
import { Button } from '../../part/Button.tsx'
import { Dialog } from '../../part/Dialog.tsx'
import { createMayWrite } from '../../reactive/createMayWrite.ts'
import { FilePicker } from '../library/FilePicker.tsx'
import { bringBackText } from './bringBackText.ts'
import { ConflictList } from './ConflictList.tsx'
import { createBringBack } from './createBringBack.ts'

interface BringBackProps {
  readonly session: DocumentSession
  readonly close: () => void
}

/** Brings what a Final Draft user changed into the script, and says what both changed. */
const BringBackDialog = (props: BringBackProps) => {
  const { session } = props
  const back = createBringBack(session)
  const mayWrite = createMayWrite(session)
  const first = (use: (file: File) => unknown) => (files: readonly File[]) => {
    const [file] = files
    if (file !== undefined) use(file)
  }
  const place = () => {
    const base = back.base()
    return base?._tag === 'Sent' ? base.place : -1
  }
  const name = () => {
    const base = back.base()
    return base?._tag === 'File' ? base.name : null
  }
  const conflicts = () => (back.done() ?? back.preview()?.merged)?.conflicts ?? []
  const untouched = () => {
    const found = back.preview()
    return found !== null && found.changed + found.added + found.removed === 0
  }
  return (
    <Dialog title={bringBackText.title} close={props.close} wide>
      <div class="bring-back">
        <Show when={back.error()}>
          <p role="alert" class="bring-back-error">
            {back.error()}
          </p>
        </Show>
        <Switch>
          <Match when={back.done()}>
            <p role="status">{bringBackText.done}</p>
          </Match>
          <Match when={back.file() === null}>
            <p>{bringBackText.intro}</p>
            <div class="dialog-acts">
              <FilePicker take={first(back.take)}>
                {back.busy() ? bringBackText.reading : bringBackText.choose}
              </FilePicker>
            </div>
          </Match>
          <Match when={back.base() === null}>
            <p>{back.sent().length === 0 ? bringBackText.needsBase : bringBackText.unlike}</p>
            <div class="dialog-acts">
              <FilePicker take={first(back.takeBase)}>{bringBackText.chooseBase}</FilePicker>
            </div>
          </Match>
          <Match when={back.preview()}>
            {(found) => (
              <>
                <Show
                  when={name() === null}
                  fallback={
                    <p class="small soft">{bringBackText.comparedWithFile(name() ?? '')}</p>
                  }
                >
                  <label class="field-line small">
                    {bringBackText.comparedWith}
                    <select
                      class="select"
                      onChange={(event) => back.compareWith(Number(event.currentTarget.value))}
                    >
                      <For each={back.sent()}>
                        {({ at }, i) => (
                          <option value={i()} selected={i() === place()}>
                            {when(at, Date.now())}
                          </option>
                        )}
                      </For>
                    </select>
                  </label>
                </Show>
                <p role="status">
                  {untouched()
                    ? bringBackText.nothing
                    : `${bringBackText.changes(found().changed, found().added, found().removed)}.`}{' '}
                  {conflicts().length === 0
                    ? bringBackText.noConflicts
                    : bringBackText.conflicts(conflicts().length)}
                </p>
              </>
            )}
          </Match>
        </Switch>
        <Show when={conflicts().length > 0}>
          <ConflictList conflicts={conflicts()} />
        </Show>
        <Show
          when={back.done() === null}
          fallback={
            <div class="dialog-acts">
              <Button look="main" onClick={() => props.close()}>
                {bringBackText.close}
              </Button>
            </div>
          }
        >
          <Show when={back.preview()}>
            <div class="dialog-acts">
              <Button onClick={() => props.close()}>{bringBackText.cancel}</Button>
              <Button
                look="main"
                disabled={back.busy()}
                onClick={() => void back.bringIn(mayWrite())}
              >
                {bringBackText.bringIn}
              </Button>
            </div>
          </Show>
        </Show>
      </div>
    </Dialog>
  )
}

export default BringBackDialog
