import { Context, type Effect } from 'effect'
import type { Invite } from '../client/Client.ts'
import type { Member, Role } from '../protocol/Event.ts'
import type { SyncError } from '../protocol/SyncError.ts'

/** Who may do what in a project: facts of the server, never of a document. */
export interface MembershipShape {
  readonly list: (project: string) => Effect.Effect<readonly Member[], SyncError>
  readonly invite: (
    project: string,
    role: Exclude<Role, 'owner'>,
  ) => Effect.Effect<Invite, SyncError>
  readonly accept: (
    token: string,
  ) => Effect.Effect<{ readonly project: string; readonly role: Role }, SyncError>
  readonly setRole: (project: string, user: string, role: Role) => Effect.Effect<void, SyncError>
  readonly remove: (project: string, user: string) => Effect.Effect<void, SyncError>
}

export class Membership extends Context.Service<Membership, MembershipShape>()(
  '@coldopen/sync/log/Membership',
) {}
