import type { Member } from '@coldopen/sync/client'
import { createResource, For, Show } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import { Button } from '../../part/Button.tsx'
import { useStudio } from '../../runtime/Studio.ts'
import { complain, say } from '../../runtime/Toasts.ts'
import { inviteText } from './inviteText.ts'
import { type GivenRole, RoleSelect } from './RoleSelect.tsx'

/** Members of a project with their roles; the owner changes and removes them. */
export const MemberList = (props: { readonly project: string; readonly owned: boolean }) => {
  const studio = useStudio()
  const [members, { refetch }] = createResource(
    () => props.project,
    async (project) => (await studio.ready()).members.list(project),
  )
  const who = (member: Member) => member.email ?? inviteText.unnamed
  const change = async (run: () => Promise<void>) => {
    try {
      await run()
    } catch (error) {
      complain(errorLine(error))
    }
    await refetch()
  }
  const setRole = (member: Member, role: GivenRole) =>
    change(async () => (await studio.ready()).members.setRole(props.project, member.user, role))
  const remove = (member: Member) =>
    change(async () => {
      await (await studio.ready()).members.remove(props.project, member.user)
      say(inviteText.removed(who(member)))
    })

  return (
    <section class="share-part">
      <h3>{inviteText.members}</h3>
      <Show when={members.error}>
        {(error) => (
          <p role="alert" class="share-error">
            {errorLine(error())}
          </p>
        )}
      </Show>
      <ul class="members">
        <For each={members.error ? [] : members()}>
          {(member) => (
            <li class="member">
              <span class="member-name">
                {who(member)}
                <Show when={member.user === studio.account()?.id}>
                  <span class="soft"> ({inviteText.you})</span>
                </Show>
              </span>
              <Show
                when={props.owned && member.role !== 'owner' ? member.role : null}
                fallback={<span class="small soft">{inviteText.role[member.role]}</span>}
              >
                {(role) => (
                  <>
                    <RoleSelect
                      label={inviteText.changeRole(who(member))}
                      value={role() as GivenRole}
                      change={(next) => void setRole(member, next)}
                    />
                    <Button
                      look="bare"
                      aria-label={inviteText.removeWho(who(member))}
                      onClick={() => void remove(member)}
                    >
                      {inviteText.remove}
                    </Button>
                  </>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
