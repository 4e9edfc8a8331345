import { A, useLocation, useNavigate } from '@solidjs/router'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import { Menu } from '../../part/Menu.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { complain, say } from '../../runtime/Toasts.ts'
import { frameText } from './frameText.ts'
import { leaveAccount } from './leaveAccount.ts'

const SignOutDialog = lazy(() => import('./SignOutDialog.tsx'))

/** Sign in, or who is signed in and the way out; unsynced work is named before signing out. */
export const AccountMenu = () => {
  const studio = useStudio()
  const location = useLocation()
  const navigate = useNavigate()
  const [unsynced, setUnsynced] = createSignal(0)

  const leave = async (confirmed: boolean) => {
    setUnsynced(0)
    try {
      const waiting = await leaveAccount((await studio.ready()).identity, confirmed)
      setUnsynced(waiting)
      if (waiting > 0) return
      navigate('/')
      say(frameText.signedOut)
    } catch (error) {
      complain(errorLine(error))
    }
  }
  const back = () =>
    location.pathname === '/' ? '' : `?then=${encodeURIComponent(location.pathname)}`

  return (
    <Show
      when={studio.account()}
      fallback={
        <Show when={studio.client() && studio.network() !== 'no-server'}>
          <A class="button bare" href={`/sign-in${back()}`}>
            {frameText.signIn}
          </A>
        </Show>
      }
    >
      {(account) => (
        <>
          <Menu
            label={frameText.account(account().email)}
            button={<span class="avatar">{account().email.slice(0, 1)}</span>}
            items={[{ label: frameText.signOut, run: () => void leave(false) }]}
          />
          <Suspense>
            <Show when={unsynced() > 0}>
              <SignOutDialog
                unsynced={unsynced()}
                stay={() => setUnsynced(0)}
                leave={() => void leave(true)}
              />
            </Show>
          </Suspense>
        </>
      )}
    </Show>
  )
}
