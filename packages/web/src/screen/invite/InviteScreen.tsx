import '../account/Account.css'
import { A, useNavigate, useParams } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import { Button } from '../../part/Button.tsx'
import { createTitle } from '../../reactive/createTitle.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { say } from '../../runtime/Toasts.ts'
import { Frame } from '../frame/Frame.tsx'
import { inviteText } from './inviteText.ts'

const gone = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  '_tag' in error &&
  (error._tag === 'Forbidden' || error._tag === 'Incompatible')

/** Someone follows an invitation: sign in if needed, accept, and go to the script. */
const InviteScreen = () => {
  const studio = useStudio()
  const params = useParams<{ token: string }>()
  const navigate = useNavigate()
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal('')
  createTitle(() => inviteText.title)
  const then = () => `?then=${encodeURIComponent(`/invite/${params.token}`)}`

  const accept = async () => {
    setBusy(true)
    setError('')
    try {
      const { members } = await studio.ready()
      const joined = await members.accept(params.token)
      say(`${inviteText.joined} ${inviteText.joinAs[joined.role]}`)
      navigate(`/project/${joined.project}`, { replace: true })
    } catch (failure) {
      setError(gone(failure) ? inviteText.refused : errorLine(failure))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Frame>
      <section class="account">
        <h1 class="display">{inviteText.heading}</h1>
        <Show
          when={!(studio.client() && studio.network() === 'no-server')}
          fallback={<p class="lead">{inviteText.noServer}</p>}
        >
          <Show
            when={studio.account()}
            fallback={
              <>
                <p class="soft">{inviteText.signInFirst}</p>
                <A class="button main" href={`/sign-in${then()}`}>
                  {inviteText.signIn}
                </A>
                <A class="button quiet" href={`/sign-up${then()}`}>
                  {inviteText.signUp}
                </A>
              </>
            }
          >
            <p class="soft">{inviteText.lead}</p>
            <Button look="main" disabled={busy()} onClick={() => void accept()}>
              {busy() ? inviteText.accepting : inviteText.accept}
            </Button>
            <p role="alert" class="account-error">
              {error()}
            </p>
          </Show>
        </Show>
      </section>
    </Frame>
  )
}

export default InviteScreen
