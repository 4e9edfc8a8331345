import { A, useLocation, useNavigate, useSearchParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { createTitle } from '../../reactive/createTitle.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { say } from '../../runtime/Toasts.ts'
import { Frame } from '../frame/Frame.tsx'
import type { AccountAction } from './accountError.ts'
import { AccountForm } from './AccountForm.tsx'
import { accountText } from './accountText.ts'
import { returnPath } from './returnPath.ts'

/** Signing in or up: one form, the way to the other, and what happens to the work on this device. */
export const AccountPage = (props: { readonly action: AccountAction }) => {
  const studio = useStudio()
  const navigate = useNavigate()
  const location = useLocation()
  const [search] = useSearchParams()
  const signingUp = () => props.action === 'sign-up'
  const local = () => studio.projects().filter((row) => row.status === 'local-only').length
  createTitle(() => (signingUp() ? accountText.signUpTitle : accountText.signInTitle))

  const submit = async (email: string, password: string) => {
    const { identity } = await studio.ready()
    const adopted = local()
    await (signingUp() ? identity.signUp(email, password) : identity.signIn(email, password))
    say(adopted > 0 ? accountText.adopted(adopted) : accountText.welcome)
    navigate(returnPath(search['then']), { replace: true })
  }
  return (
    <Frame>
      <section class="account">
        <h1 class="display">{signingUp() ? accountText.signUp : accountText.signIn}</h1>
        <Show
          when={!(studio.client() && studio.network() === 'no-server')}
          fallback={
            <>
              <p class="lead">{accountText.noServer}</p>
              <A class="link" href="/">
                {accountText.toLibrary}
              </A>
            </>
          }
        >
          <p class="soft">{signingUp() ? accountText.signUpLead : accountText.signInLead}</p>
          <AccountForm action={props.action} submit={submit} />
          <Show when={local() > 0}>
            <p class="small soft">{accountText.localWork(local())}</p>
          </Show>
          <p class="small">
            {signingUp() ? accountText.haveAccount : accountText.noAccount}{' '}
            <A class="link" href={`${signingUp() ? '/sign-in' : '/sign-up'}${location.search}`}>
              {signingUp() ? accountText.signIn : accountText.signUp}
            </A>
          </p>
        </Show>
      </section>
    </Frame>
  )
}
