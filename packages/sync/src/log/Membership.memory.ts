import { Effect } from 'effect'
import type { Role } from '../protocol/Event.ts'
import { Forbidden } from '../protocol/SyncError.ts'
import type { MemoryLogState } from './LogState.memory.ts'
import type { MembershipShape } from './Membership.ts'

const forbidden = new Forbidden({ detail: 'Only owners do this.' })
const since = new Date(0).toISOString()

/** Tokens of open invitations. */
export type MemoryInvites = Map<string, { readonly project: string; readonly role: Role }>

/** Membership over the memory log's state, for one account. */
export const memoryMembership = (
  state: MemoryLogState,
  invites: MemoryInvites,
  actor: string,
): MembershipShape => {
  const asOwner = <A>(project: string, act: (members: Map<string, Role>) => A) =>
    Effect.suspend(() => {
      const members = state.members.get(project)
      return members?.get(actor) === 'owner' ? Effect.succeed(act(members)) : Effect.fail(forbidden)
    })
  const changed = (project: string): void => {
    for (const tell of state.onProject) tell(project)
  }
  return {
    list: (project) =>
      Effect.suspend(() => {
        const members = state.members.get(project)
        if (members?.has(actor) !== true) return Effect.fail(forbidden)
        return Effect.succeed(
          [...members].map(([user, role]) => ({ user, email: null, role, since })),
        )
      }),
    invite: (project, role) =>
      asOwner(project, () => {
        const token = `invite-${invites.size + 1}`
        invites.set(token, { project, role })
        return { token, role, expiresAt: since }
      }),
    accept: (token) =>
      Effect.suspend(() => {
        const invite = invites.get(token)
        if (invite === undefined) return Effect.fail(forbidden)
        state.members.get(invite.project)?.set(actor, invite.role)
        changed(invite.project)
        return Effect.succeed(invite)
      }),
    setRole: (project, user, role) =>
      asOwner(project, (members) => {
        members.set(user, role)
        changed(project)
      }),
    remove: (project, user) =>
      asOwner(project, (members) => {
        members.delete(user)
        changed(project)
      }),
  }
}
