import { Effect, Layer, Schema } from 'effect'
import { Membership } from '../log/Membership.ts'
import { Member, Role } from '../protocol/Event.ts'
import { callPlainly } from './CallFunction.ts'
import { Supabase } from './SupabaseClient.ts'

const Members = Schema.Struct({ members: Schema.Array(Member) })
const Invited = Schema.Struct({
  token: Schema.String,
  role: Role,
  expires_at: Schema.String,
})
const Joined = Schema.Struct({ project: Schema.String, role: Role })

/** Membership by the server's functions. */
export const layerMembership: Layer.Layer<Membership, never, Supabase> = Layer.effect(
  Membership,
  Effect.gen(function* () {
    const client = yield* Supabase
    return Membership.of({
      list: (p_project) =>
        Effect.map(
          callPlainly(client, 'list_members', { p_project }, Members),
          ({ members }) => members,
        ),
      invite: (p_project, p_role) =>
        Effect.map(
          callPlainly(client, 'create_invite', { p_project, p_role }, Invited),
          ({ token, role, expires_at }) => ({ token, role, expiresAt: expires_at }),
        ),
      accept: (p_token) => callPlainly(client, 'accept_invite', { p_token }, Joined),
      setRole: (p_project, p_user, p_role) =>
        Effect.asVoid(
          callPlainly(client, 'set_member_role', { p_project, p_user, p_role }, Schema.Unknown),
        ),
      remove: (p_project, p_user) =>
        Effect.asVoid(callPlainly(client, 'remove_member', { p_project, p_user }, Schema.Unknown)),
    })
  }),
)
