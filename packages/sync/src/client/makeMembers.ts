import { Context, Effect } from 'effect'
import { Membership, type MembershipShape } from '../log/Membership.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import { noteListed } from '../session/FindDocument.ts'
import type { Members } from './Client.ts'
import { editQuietly } from './EditQuietly.ts'
import type { Engine } from './Engine.ts'

/** Who may do what in a project. */
export const makeMembers = (engine: Engine): Members => {
  const ask = <A>(question: (membership: MembershipShape) => Effect.Effect<A, SyncError>) =>
    Effect.flatMap(engine.server, (server) => question(Context.get(server, Membership)))
  const bring = Effect.fnUntraced(function* (project: string) {
    const { pool, parts, book, states } = engine
    if (pool.link === null) return
    const { account, log } = pool.link
    const listed = yield* log.list(project)
    yield* noteListed(parts.store, book, states.unsent, account, listed)
    yield* Effect.forEach(listed, ({ doc }) => editQuietly(engine, doc, () => undefined), {
      concurrency: 4,
      discard: true,
    })
  })
  return {
    list: (project) => engine.run(ask((membership) => membership.list(project))),
    invite: (project, role) => engine.run(ask((membership) => membership.invite(project, role))),
    accept: (token) =>
      engine.run(
        Effect.gen(function* () {
          const joined = yield* ask((membership) => membership.accept(token))
          yield* bring(joined.project)
          return joined
        }),
      ),
    setRole: (project, user, role) =>
      engine.run(ask((membership) => membership.setRole(project, user, role))),
    remove: (project, user) => engine.run(ask((membership) => membership.remove(project, user))),
  }
}
