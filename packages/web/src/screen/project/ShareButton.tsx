import type { ProjectRow } from '@coldopen/sync/client'
import UserPlus from 'lucide-solid/icons/user-plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { inviteText } from '../invite/inviteText.ts'

const ShareDialog = lazy(() => import('../invite/ShareDialog.tsx'))

/** Opens who is in the project and the way to let someone in; there is nothing to share without a server. */
export const ShareButton = (props: { readonly row: ProjectRow }) => {
  const studio = useStudio()
  const [open, setOpen] = createSignal(false)
  return (
    <Show when={studio.client() && studio.network() !== 'no-server'}>
      <Button class="share-button" onClick={() => setOpen(true)}>
        <UserPlus size={16} />
        <span class="wide">{inviteText.share}</span>
      </Button>
      <Suspense>
        <Show when={open()}>
          <ShareDialog row={props.row} close={() => setOpen(false)} />
        </Show>
      </Suspense>
    </Show>
  )
}
