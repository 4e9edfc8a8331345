import { Show } from 'solid-js'
import type { LockState } from '../numbers/lockPlugin.ts'
import { lockText } from '../numbers/lockText.ts'

/** Says what is locked of the script; nothing where nothing is. */
export const LockNote = (props: { readonly locks: LockState }) => {
  const scenes = () => props.locks.numbers !== null
  const pages = () => props.locks.pages !== null
  return (
    <Show when={scenes() || pages()}>
      <span class="co-status-count co-status-locked" title={lockText.lockedHint(scenes(), pages())}>
        <span class="co-locked-long">{lockText.locked(scenes(), pages())}</span>
        <span class="co-locked-short">{lockText.lockedShort}</span>
      </span>
    </Show>
  )
}
