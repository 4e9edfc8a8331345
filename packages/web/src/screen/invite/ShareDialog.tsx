import './Share.css'
import { A, useLocation } from '@solidjs/router'
import type { ProjectRow } from '@coldopen/sync/client'
import { Show, Suspense } from 'solid-js'
import { Dialog } from '../../part/Dialog.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { InviteLink } from './InviteLink.tsx'
import { inviteText } from './inviteText.ts'
import { MemberList } from './MemberList.tsx'

/** Who is in this project, and the link that lets someone in. */
const ShareDialog = (props: { readonly row: ProjectRow; readonly close: () => void }) => {
  const studio = useStudio()
  const location = useLocation()
  return (
    <Dialog title={inviteText.dialogTitle(props.row.title)} close={props.close}>
      <Show
        when={studio.account()}
        fallback={
          <p>
            {inviteText.mustSignIn}{' '}
            <A class="link" href={`/sign-in?then=${encodeURIComponent(location.pathname)}`}>
              {inviteText.signIn}
            </A>
          </p>
        }
      >
        <Show when={props.row.status !== 'local-only'} fallback={<p>{inviteText.notYet}</p>}>
          <Show when={props.row.role === 'owner'} fallback={<p>{inviteText.notOwner}</p>}>
            <InviteLink project={props.row.id} />
          </Show>
          <Suspense fallback={<p class="soft small">{inviteText.loading}</p>}>
            <MemberList project={props.row.id} owned={props.row.role === 'owner'} />
          </Suspense>
        </Show>
      </Show>
    </Dialog>
  )
}

export default ShareDialog
