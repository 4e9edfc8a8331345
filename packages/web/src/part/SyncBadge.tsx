import './SyncBadge.css'
import type { NetworkStatus, SyncStatus } from '@coldopen/sync/client'
import { catalogue } from '../message/catalogue.ts'

type Shown = SyncStatus | 'waiting' | 'unsaved'

const messages = catalogue({
  en: {
    text: {
      'local-only': 'On this device',
      syncing: 'Saving…',
      waiting: 'Kept here, will sync',
      persisted: 'Saved',
      conflict: 'Needs a decision',
      error: 'Not synced',
      unsaved: 'Not saved',
    },
    hint: {
      'local-only': 'Kept on this device only. Sign in to keep a copy on the server.',
      syncing: 'Kept on this device and on its way to the server.',
      waiting: 'Kept on this device. It is sent when the connection is back.',
      persisted: 'Everything is on the server and on this device.',
      conflict: 'Two people changed the same words. Open the script to decide.',
      error: 'Kept on this device, but the server did not take it. Open the sync panel to see why.',
      unsaved: 'This device refuses to save the latest changes: they are in this window only.',
    },
  } satisfies { [group: string]: { readonly [S in Shown]: string } },
})

/** `syncing` without a connection is not saving: it is waiting. */
const shownAs = (status: SyncStatus, network: NetworkStatus): Shown =>
  status === 'syncing' && (network === 'offline' || network === 'no-server') ? 'waiting' : status

/** The sync state of one project or document in two words, with what it means in its tooltip. */
export const SyncBadge = (props: {
  readonly status: SyncStatus
  readonly network: NetworkStatus
  /** The device refused to save something of it. */
  readonly refused?: boolean
}) => {
  const shown = () => (props.refused ? 'unsaved' : shownAs(props.status, props.network))
  return (
    <span class="badge" data-status={shown()} title={messages.hint[shown()]}>
      {messages.text[shown()]}
    </span>
  )
}
