import { Context, Effect, Layer } from 'effect'
import type { ServerServices } from '../client/Engine.ts'
import { MemoryAccounts, memoryAccounts, type MemoryToken } from '../identity/Accounts.memory.ts'
import { Accounts } from '../identity/Accounts.ts'
import type { Ids } from '../identity/Ids.ts'
import { memoryEventLog } from '../log/EventLog.memory.ts'
import { EventLog, type EventLogShape } from '../log/EventLog.ts'
import { MemoryLogState } from '../log/LogState.memory.ts'
import { type MemoryInvites, memoryMembership } from '../log/Membership.memory.ts'
import { Membership, type MembershipShape } from '../log/Membership.ts'
import { SignInAgain, type SyncError } from '../protocol/SyncError.ts'
import { memoryDoorbell } from '../realtime/Doorbell.memory.ts'
import { Doorbell } from '../realtime/Doorbell.ts'
import { memoryPresence, PresenceHub } from '../realtime/Presence.memory.ts'
import { Presence } from '../realtime/Presence.ts'
import type { Wire } from './Wire.ts'

const notSignedIn = new SignInAgain({ detail: 'Sign in again to go on.' })

/** A server in memory that keeps the log's rules: accounts, membership, log, doorbell, presence. */
export class MemoryServer {
  readonly log = new MemoryLogState()
  readonly #accounts: MemoryAccounts
  readonly #invites: MemoryInvites = new Map()
  readonly #presence = new PresenceHub()

  constructor(ids: Ids) {
    this.#accounts = new MemoryAccounts(ids)
  }

  /** The server as one device reaches it over a wire. `token` is who is signed in there; it outlives the engine. */
  layer(wire: Wire, token: MemoryToken): Layer.Layer<ServerServices> {
    const services = Effect.map(Effect.context<never>(), (context) =>
      Context.make(EventLog, this.#log(wire, token)).pipe(
        Context.add(Accounts, memoryAccounts(this.#accounts, token, wire)),
        Context.add(Membership, this.#membership(wire, token)),
        Context.add(Doorbell, memoryDoorbell(this.log, wire, context)),
        Context.add(Presence, memoryPresence(this.#presence, wire)),
      ),
    )
    return Layer.effectContext(services)
  }

  #log(wire: Wire, token: MemoryToken): EventLogShape {
    const ask = <A, E>(question: (log: EventLogShape) => Effect.Effect<A, E>) =>
      this.#as(wire, token, (actor) => question(memoryEventLog(this.log, actor)))
    return {
      createProject: (project) => ask((log) => log.createProject(project)),
      createDocument: (project, document, kind) =>
        ask((log) => log.createDocument(project, document, kind)),
      registerSession: (document, session, clientId, device) =>
        ask((log) => log.registerSession(document, session, clientId, device)),
      append: (document, session, epoch, events) =>
        ask((log) => log.append(document, session, epoch, events)),
      read: (document, after, epoch) => ask((log) => log.read(document, after, epoch)),
      catchUp: (document, after, epoch) => ask((log) => log.catchUp(document, after, epoch)),
      sessions: (document, named) => ask((log) => log.sessions(document, named)),
      list: (project) => ask((log) => log.list(project)),
      quarantined: (document) => ask((log) => log.quarantined(document)),
    }
  }

  #membership(wire: Wire, token: MemoryToken): MembershipShape {
    const ask = <A, E>(question: (membership: MembershipShape) => Effect.Effect<A, E>) =>
      this.#as(wire, token, (actor) => question(memoryMembership(this.log, this.#invites, actor)))
    return {
      list: (project) => ask((membership) => membership.list(project)),
      invite: (project, role) => ask((membership) => membership.invite(project, role)),
      accept: (invite) => ask((membership) => membership.accept(invite)),
      setRole: (project, user, role) =>
        ask((membership) => membership.setRole(project, user, role)),
      remove: (project, user) => ask((membership) => membership.remove(project, user)),
    }
  }

  #as<A, E>(
    wire: Wire,
    token: MemoryToken,
    act: (actor: string) => Effect.Effect<A, E>,
  ): Effect.Effect<A, E | SyncError> {
    return wire.carry(
      Effect.suspend((): Effect.Effect<A, E | SyncError> =>
        token.account === null ? Effect.fail(notSignedIn) : act(token.account.id),
      ),
    )
  }
}
