import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '@coldopen/sync/server'
import { call, impersonate, newUser, refusalOf } from './support/Caller.ts'
import type { Caller } from './support/Caller.ts'
import { meanwhile } from './support/Meanwhile.ts'
import { openTestDatabase } from './support/TestDatabase.ts'
import type { TestDatabase } from './support/TestDatabase.ts'
import { join, newProject, Writer } from './support/World.ts'

let test: TestDatabase
let database: Database
beforeAll(async () => {
  test = await openTestDatabase({ defaults: 'none' })
  database = test.database
})
afterAll(() => test.close())

interface Listing {
  readonly members: readonly { user: string; role: string; email: string | null }[]
}
const members = async (caller: Caller, project: string): Promise<Record<string, string>> => {
  const listing = await call<Listing>(database, caller, 'list_members', { p_project: project })
  return Object.fromEntries(listing.members.map(({ user, role }) => [user, role]))
}
const invite = (owner: Caller, project: string, role = 'editor', days?: number) =>
  call<{ token: string; role: string; expires_at: string }>(database, owner, 'create_invite', {
    p_project: project,
    p_role: role,
    ...(days === undefined ? {} : { p_days: days }),
  })
const accept = (caller: Caller, token: string) =>
  call<{ project: string; role: string }>(database, caller, 'accept_invite', { p_token: token })
const setRole = (owner: Caller, project: string, user: string, role: string) =>
  call(database, owner, 'set_member_role', { p_project: project, p_user: user, p_role: role })
const remove = (caller: Caller, project: string, user: string) =>
  call(database, caller, 'remove_member', { p_project: project, p_user: user })

describe('membership', () => {
  it('ACC-5 a token without an account is asked to sign in', async () => {
    for (const [name, args] of [
      ['list_documents', 'null'],
      ['append_events', 'null, null, null, null'],
      ['read_events', 'null, 0, 0'],
    ])
      expect(
        await refusalOf(
          database.rollback(async (tx) => {
            await impersonate(tx, 'no account')
            await tx.query(`select public.${name}(${args})`)
          }),
        ),
      ).toBe('sign_in_again PT401')
  })

  it('ACC-6 a project keeps an owner, and an owner can make another', async () => {
    const { owner, project } = await newProject(database)
    const editor = await join(database, owner, project, 'editor')
    for (const attempt of [
      () => setRole(owner, project, owner.user, 'editor'),
      () => remove(owner, project, owner.user),
    ])
      expect(await refusalOf(attempt())).toBe('invalid PT422')
    await setRole(owner, project, editor.user, 'owner')
    await setRole(editor, project, owner.user, 'viewer')
    expect(await members(owner, project)).toEqual({
      [editor.user]: 'owner',
      [owner.user]: 'viewer',
    })
    await remove(owner, project, owner.user)
    expect(await members(editor, project)).toEqual({ [editor.user]: 'owner' })
  })

  it('ACC-6 two owners who demote each other at once leave one', async () => {
    const { owner, project } = await newProject(database)
    const second = await join(database, owner, project, 'editor')
    await setRole(owner, project, second.user, 'owner')
    const demote = { p_project: project, p_user: second.user, p_role: 'viewer' }
    const other = await meanwhile(database, owner, 'set_member_role', demote, () =>
      setRole(second, project, owner.user, 'viewer'),
    )
    expect(other).toMatchObject({ status: 'rejected', reason: { message: 'invalid' } })
    const [left] = await database.query<{ owners: number }>(
      `select count(*)::int as owners from engine.members where project_id = $1::text::uuid and role = 'owner'`,
      [project],
    )
    expect(left!.owners).toBe(1)
  })

  it('ACC-7 a link makes members until it expires or is withdrawn, and lowers nobody', async () => {
    const { owner, project } = await newProject(database)
    const { token, expires_at: expires } = await invite(owner, project, 'viewer', 3)
    const days = (Date.parse(expires) - Date.now()) / 86_400_000
    expect(Math.round(days)).toBe(3)
    const [ana, ben] = [await newUser(database), await newUser(database)]
    expect(await accept(ana, token)).toEqual({ project, role: 'viewer' })
    expect(await accept(ben, token)).toEqual({ project, role: 'viewer' })
    expect(await accept(owner, token)).toEqual({ project, role: 'owner' })
    const better = await invite(owner, project, 'editor')
    expect(await accept(ana, better.token)).toEqual({ project, role: 'editor' })
    expect(await accept(ana, token)).toEqual({ project, role: 'editor' })

    await database.query(
      `update engine.invites set expires_at = now() - interval '1 second'
       where token_hash = sha256(convert_to($1, 'UTF8'))`,
      [token],
    )
    const late = await newUser(database)
    expect(await refusalOf(accept(late, token))).toBe('forbidden PT403')
    expect(await call(database, owner, 'revoke_invites', { p_project: project })).toEqual({
      revoked: 1,
    })
    expect(await refusalOf(accept(late, better.token))).toBe('forbidden PT403')
    expect(await refusalOf(accept(late, 'no such token'))).toBe('forbidden PT403')
    expect(await refusalOf(accept(late, ''))).toBe('invalid PT422')
    expect(await refusalOf(accept(late, 'x'.repeat(201)))).toBe('invalid PT422')
  })

  it('ACC-7 refuses roles and days that are none, and keeps no token', async () => {
    const { owner, project } = await newProject(database)
    for (const [role, days] of [
      ['owner', 14],
      ['king', 14],
      ['viewer', 0],
      ['viewer', 366],
    ] as const)
      expect(await refusalOf(invite(owner, project, role, days))).toBe('invalid PT422')
    const { token } = await invite(owner, project)
    expect(token).toMatch(/^[\w-]{43}$/)
    const [kept] = await database.query<{ row: string }>(
      'select i::text as row from engine.invites i where project_id = $1::text::uuid',
      [project],
    )
    expect(kept!.row).not.toContain(token)
    expect(await refusalOf(setRole(owner, project, owner.user, 'king'))).toBe('invalid PT422')
    const stranger = await newUser(database)
    expect(await refusalOf(setRole(owner, project, stranger.user, 'editor'))).toBe('invalid PT422')
    expect(await refusalOf(remove(owner, project, stranger.user))).toBe('invalid PT422')
  })

  it('LOG-25 documents are listed by pages, and the last page says so', async () => {
    const { owner, project, doc } = await newProject(database)
    for (let n = 0; n < 4; n += 1)
      await call(database, owner, 'create_document', {
        p_project: project,
        p_doc: randomUUID(),
        p_kind: 'scene',
      })
    interface Listing {
      readonly documents: readonly { readonly doc: string }[]
      readonly more: boolean
    }
    const list = (args: object) =>
      call<Listing>(database, owner, 'list_documents', { p_project: project, ...args })
    const all = await list({})
    expect(all.more).toBe(false)
    expect(all.documents.map((one) => one.doc).slice(0, 2)).toEqual([project, doc])
    const paged: string[] = []
    const pages: number[] = []
    for (let more = true; more;) {
      const page = await list({ p_after_doc: paged.at(-1) ?? null, p_limit: 3 })
      paged.push(...page.documents.map((one) => one.doc))
      pages.push(page.documents.length)
      more = page.more
    }
    expect(pages).toEqual([3, 3])
    expect(paged).toEqual(all.documents.map((one) => one.doc))
    expect((await list({ p_limit: 6 })).more).toBe(false)
    expect(await refusalOf(list({ p_limit: 0 }))).toBe('invalid PT422')
    expect(await refusalOf(list({ p_after_doc: randomUUID() }))).toBe('invalid PT422')
  })

  it('ACC-8 who is removed loses everything at once and needs a new invitation', async () => {
    const { owner, project, doc, epoch } = await newProject(database)
    const { token } = await invite(owner, project)
    const editor = await newUser(database)
    await accept(editor, token)
    const writer = await Writer.open(database, editor, doc)
    await writer.append([writer.event()])
    await remove(owner, project, editor.user)
    const read = () =>
      call(database, editor, 'read_events', { p_doc: doc, p_after: 0, p_epoch: epoch })
    expect(await refusalOf(writer.append([writer.event()]))).toBe('forbidden PT403')
    expect(await refusalOf(read())).toBe('forbidden PT403')
    expect(await call(database, editor, 'list_documents')).toEqual({
      documents: [],
      more: false,
    })
    expect(await refusalOf(accept(editor, token))).toBe('forbidden PT403')
    await accept(editor, (await invite(owner, project)).token)
    expect(await refusalOf(read())).toBe(null)
    await remove(editor, project, editor.user)
    expect(await refusalOf(read())).toBe('forbidden PT403')
    await accept(editor, (await invite(owner, project)).token)
    await remove(editor, project, editor.user)
    const again = await invite(owner, project)
    await accept(editor, again.token)
    await remove(editor, project, editor.user)
    expect(await refusalOf(accept(editor, again.token))).toBe(null)
  })

  it('ACC-9 accounts go, what they wrote stays', async () => {
    const { owner, project, doc, epoch } = await newProject(database)
    const editor = await join(database, owner, project, 'editor')
    const writer = await Writer.open(database, editor, doc)
    await writer.append([writer.event()])
    const drop = (user: string) =>
      database.query('delete from auth.users where id = $1::text::uuid', [user])
    expect(await refusalOf(drop(owner.user))).toBe('23503')
    await drop(editor.user)
    expect(await members(owner, project)).toEqual({ [owner.user]: 'owner' })
    const page = await call<{ events: readonly { actor_id: string }[] }>(
      database,
      owner,
      'read_events',
      { p_doc: doc, p_after: 0, p_epoch: epoch },
    )
    expect(page.events.map(({ actor_id: actor }) => actor)).toEqual([editor.user])
  })
})
