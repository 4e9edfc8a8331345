import { randomUUID } from 'node:crypto'
import { protocolVersion } from '@coldopen/sync/protocol'
import type { Database } from '@coldopen/sync/server'
import * as Y from 'yjs'
import { call, newUser } from './Caller.ts'
import type { Caller } from './Caller.ts'

export interface Opened {
  readonly doc: string
  readonly project: string
  readonly kind: string
  readonly role: string
  readonly epoch: number
  readonly head: number
}

export interface Appended {
  readonly doc: string
  readonly epoch: number
  readonly head: number
  readonly acks: readonly { readonly event_id: string; readonly seq: number }[]
}

export interface NewEvent {
  readonly event_id: string
  readonly session_seq: number
  readonly base_seq: number
  readonly client_id: number
  readonly encoding: string
  readonly body: string
  readonly authored_at: string
}

export interface LoggedEvent extends NewEvent {
  readonly seq: number
  readonly actor_id: string
  readonly session_id: string
  readonly committed_at: string
}

export interface Page {
  readonly doc: string
  readonly epoch: number
  readonly head: number
  readonly events: readonly LoggedEvent[]
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** A V1 update of the client with that many structs, each of `text`. */
export const updateBy = (clientId: number, structs = 1, text = 'FADE IN:'): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = clientId
  doc.transact(() => {
    for (let index = 0; index < structs; index += 1) doc.getMap('m').set(`k${index}`, text)
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

/** One account writing one document through one session. */
export class Writer {
  readonly id = randomUUID()
  readonly device: string = randomUUID()
  readonly database: Database
  readonly caller: Caller
  readonly doc: string
  readonly clientId: number
  epoch = 0
  next = 1

  constructor(database: Database, caller: Caller, doc: string, clientId: number) {
    this.database = database
    this.caller = caller
    this.doc = doc
    this.clientId = clientId
  }

  static async open(
    database: Database,
    caller: Caller,
    doc: string,
    clientId = Math.floor(Math.random() * 2 ** 32),
  ): Promise<Writer> {
    const writer = new Writer(database, caller, doc, clientId)
    const opened = await call<Opened>(database, caller, 'register_session', {
      p_doc: doc,
      p_session: writer.id,
      p_client_id: clientId,
      p_protocol: protocolVersion,
      p_device: writer.device,
    })
    writer.epoch = opened.epoch
    return writer
  }

  /** The next event of the session, with what the test wants to be different. */
  event(change: Partial<NewEvent> = {}): NewEvent {
    return {
      event_id: randomUUID(),
      session_seq: this.next++,
      base_seq: 0,
      client_id: this.clientId,
      encoding: 'v1',
      body: base64(updateBy(this.clientId)),
      authored_at: '2026-11-20T10:00:00.000Z',
      ...change,
    }
  }

  append(events: readonly unknown[], epoch = this.epoch): Promise<Appended> {
    return call<Appended>(this.database, this.caller, 'append_events', {
      p_doc: this.doc,
      p_session: this.id,
      p_epoch: epoch,
      p_events: events,
    })
  }
}

/** A project with its owner and one screenplay document. */
export const newProject = async (database: Database) => {
  const owner = await newUser(database)
  const project = randomUUID()
  const doc = randomUUID()
  await call(database, owner, 'create_project', { p_project: project })
  const opened = await call<Opened>(database, owner, 'create_document', {
    p_project: project,
    p_doc: doc,
    p_kind: 'screenplay',
  })
  return { owner, project, doc, epoch: opened.epoch }
}

/** A new account that joined the project with a role. */
export const join = async (
  database: Database,
  owner: Caller,
  project: string,
  role: string,
): Promise<{ user: string }> => {
  const user = await newUser(database)
  const { token } = await call<{ token: string }>(database, owner, 'create_invite', {
    p_project: project,
    p_role: role,
  })
  await call(database, user, 'accept_invite', { p_token: token })
  return user
}
