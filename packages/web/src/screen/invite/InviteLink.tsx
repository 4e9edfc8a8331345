import type { Invite } from '@coldopen/sync/client'
import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import Link from 'lucide-solid/icons/link'
import { createSignal, Show } from 'solid-js'
import { locale } from '../../message/catalogue.ts'
import { errorLine } from '../../message/errorText.ts'
import { Button } from '../../part/Button.tsx'
import { copyText } from '../../runtime/copyText.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { inviteText } from './inviteText.ts'
import { type GivenRole, RoleSelect } from './RoleSelect.tsx'

const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' })

/** The address an invitation is sent as. */
const linkOf = (invite: Invite) => `${location.origin}/invite/${encodeURIComponent(invite.token)}`

/** Makes a link for a role, and copies it. */
export const InviteLink = (props: { readonly project: string }) => {
  const studio = useStudio()
  const [role, setRole] = createSignal<GivenRole>('editor')
  const [invite, setInvite] = createSignal<Invite | null>(null)
  const [busy, setBusy] = createSignal(false)
  const [copied, setCopied] = createSignal(false)
  const [error, setError] = createSignal('')
  let field!: HTMLInputElement

  const make = async () => {
    setBusy(true)
    setError('')
    setCopied(false)
    try {
      setInvite(await (await studio.ready()).members.invite(props.project, role()))
    } catch (failure) {
      setError(errorLine(failure))
    } finally {
      setBusy(false)
    }
  }
  const copy = async () => setCopied(await copyText(field))
  const choose = (next: GivenRole) => {
    setRole(next)
    setInvite(null)
  }
  return (
    <section class="share-part">
      <h3>{inviteText.inviteHeading}</h3>
      <div class="share-row">
        <RoleSelect label={inviteText.roleField} value={role()} change={choose} />
        <Show
          when={invite()}
          fallback={
            <Button look="main" disabled={busy()} onClick={() => void make()}>
              <Link size={16} />
              {busy() ? inviteText.making : inviteText.makeLink}
            </Button>
          }
        >
          {(made) => (
            <>
              <input
                ref={field}
                class="share-link small"
                readOnly
                aria-label={inviteText.linkField}
                value={linkOf(made())}
                onFocus={(event) => event.currentTarget.select()}
              />
              <Button look="main" onClick={() => void copy()}>
                {copied() ? <Check size={16} /> : <Copy size={16} />}
                <span aria-live="polite">{copied() ? inviteText.copied : inviteText.copy}</span>
              </Button>
            </>
          )}
        </Show>
      </div>
      <Show when={role() === 'commenter'}>
        <p class="small soft">{inviteText.commenterReads}</p>
      </Show>
      <Show when={invite()}>
        {(made) => (
          <p class="small soft">{inviteText.expires(date.format(Date.parse(made().expiresAt)))}</p>
        )}
      </Show>
      <p role="alert" class="share-error">
        {error()}
      </p>
    </section>
  )
}
