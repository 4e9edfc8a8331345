import './Account.css'
import { createSignal, createUniqueId, Show } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { accountError, type AccountAction } from './accountError.ts'
import { accountText } from './accountText.ts'

interface AccountFormProps {
  readonly action: AccountAction
  readonly submit: (email: string, password: string) => Promise<void>
}

/** Shortest password the sign-up form takes; the server may ask for more. */
const shortest = 8

/** E-mail and password; an error stands under the fields and is said aloud, and focus goes back to the password. */
export const AccountForm = (props: AccountFormProps) => {
  const ids = { email: createUniqueId(), password: createUniqueId(), rule: createUniqueId() }
  const [busy, setBusy] = createSignal(false)
  const [shown, setShown] = createSignal(false)
  const [error, setError] = createSignal('')
  let email!: HTMLInputElement
  let password!: HTMLInputElement
  const signingUp = () => props.action === 'sign-up'

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy()) return
    setBusy(true)
    setError('')
    try {
      await props.submit(email.value.trim(), password.value)
    } catch (failure) {
      setError(accountError(props.action, failure))
      password.focus()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form class="account-form" onSubmit={(event) => void submit(event)}>
      <label for={ids.email}>{accountText.email}</label>
      <input
        ref={email}
        id={ids.email}
        type="email"
        name="email"
        autocomplete="username"
        required
        maxLength={254}
      />
      <div class="account-label">
        <label for={ids.password}>{accountText.password}</label>
        <button type="button" class="link small" onClick={() => setShown(!shown())}>
          {shown() ? accountText.hide : accountText.show}
        </button>
      </div>
      <input
        ref={password}
        id={ids.password}
        type={shown() ? 'text' : 'password'}
        name="password"
        autocomplete={signingUp() ? 'new-password' : 'current-password'}
        required
        minLength={signingUp() ? shortest : 1}
        maxLength={72}
        aria-describedby={signingUp() ? ids.rule : undefined}
      />
      <Show when={signingUp()}>
        <p id={ids.rule} class="small soft">
          {accountText.passwordRule(shortest)}
        </p>
      </Show>
      <p role="alert" class="account-error">
        {error()}
      </p>
      <Button type="submit" look="main" disabled={busy()}>
        {busy() ? accountText.busy : signingUp() ? accountText.signUp : accountText.signIn}
      </Button>
    </form>
  )
}
