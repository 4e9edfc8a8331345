import { onMount, Show } from 'solid-js'
import { bytesText } from '../../message/bytesText.ts'
import { lookAtStorage, storage, type Keeping } from '../../runtime/Storage.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { deviceText } from './deviceText.ts'

const keepingText: { readonly [K in Keeping]: string } = {
  kept: deviceText.kept,
  'may-clear': deviceText.mayClear,
  untold: deviceText.untold,
}

/** Below this many bytes a few imports and their history may fill what is left. */
const little = 50_000_000

/** How the browser keeps the work on this device, and how much room there is. */
export const StorageLines = () => {
  const studio = useStudio()
  /** What was refused counts more than what the browser says, which may be a round number that hides the disk's size. */
  const isFull = () => studio.device().refused.size > 0
  onMount(() => void lookAtStorage().catch(reportError))
  const room = () => {
    const { used, left } = storage()
    if (used === null || left === null) return null
    return isFull()
      ? deviceText.none(bytesText(used))
      : deviceText.room(bytesText(used), bytesText(used + left))
  }
  return (
    <section class="storage-lines small">
      <h3>{deviceText.storageTitle}</h3>
      <p class="soft">{keepingText[storage().keeping]}</p>
      <Show when={!isSecureContext}>
        <p class="soft">{deviceText.plain}</p>
      </Show>
      <Show when={room()}>{(known) => <p class="soft">{known()}</p>}</Show>
      <Show when={!isFull() && (storage().left ?? little) < little}>
        <p class="storage-little">{deviceText.little}</p>
      </Show>
    </section>
  )
}
