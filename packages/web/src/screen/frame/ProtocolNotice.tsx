import './Trouble.css'
import { protocolVersion } from '@coldopen/sync/protocol'
import { createMemo, Show } from 'solid-js'
import { protocolGap } from '../../runtime/ProtocolGap.ts'
import { rememberedServer } from '../../runtime/ServerConfig.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { troubleText } from './troubleText.ts'

/** App and server are of different versions: nothing is sent until the older one is updated, and nothing is lost. */
export const ProtocolNotice = () => {
  const studio = useStudio()
  const older = createMemo(() => {
    // A server of another protocol reopens the engine: then what is remembered is read anew.
    studio.client()
    return protocolGap(protocolVersion, rememberedServer(localStorage)?.protocol)
  })
  return (
    <Show when={older()}>
      {(which) => (
        <p class="notice" role="status">
          <strong>{troubleText.older[which()]}</strong> {troubleText.olderNext[which()]}
        </p>
      )}
    </Show>
  )
}
