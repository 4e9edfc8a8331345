import type { ColdopenClient, DocumentSession } from '@coldopen/sync/client'
import { memoryStore, openClient } from '@coldopen/sync/client'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Place, places } from '../support/Place.ts'

let place: Place
const clients: ColdopenClient[] = []

const device = async (options: { doorbell?: boolean; fetch?: typeof fetch } = {}) => {
  const server = { url: place.url, key: place.key }
  const client = await openClient({
    server,
    store: memoryStore(),
    doorbell: options.doorbell ?? true,
    poll: { without: 300 },
    ...(options.fetch && { transport: { fetch: options.fetch } }),
  })
  clients.push(client)
  return client
}

const address = (name: string): string => `${name}-${crypto.randomUUID()}@example.com`

const person = async (name: string, options: Parameters<typeof device>[0] = {}) => {
  const client = await device(options)
  await client.identity.signUp(address(name), 'a long secret')
  return client
}

const text = (session: DocumentSession): Y.Text => session.doc.getText('t')

/** A script of the first's that the others have open too. */
const share = async (owner: ColdopenClient, guests: readonly ColdopenClient[]) => {
  const project = await owner.library.create({ title: 'Night' })
  const script = project.screenplay ?? ''
  const sessions = [await owner.documents.open(script)]
  await sessions[0]!.persisted()
  for (const guest of guests) {
    const { token } = await owner.members.invite(project.id, 'editor')
    await guest.members.accept(token)
    sessions.push(await guest.documents.open(script))
  }
  return { project, script, sessions }
}

describe.each(places())('the engine on a real backend: %s', (where, open) => {
  beforeAll(async () => {
    place = await open()
  })
  afterAll(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()))
    await place.close()
  })

  it('RT-1 shows two writers to each other through the doorbell', async () => {
    const [ann, ben] = [await person('ann'), await person('ben')]
    const { sessions } = await share(ann, [ben])
    const [mine, theirs] = [sessions[0]!, sessions[1]!]
    text(mine).insert(0, 'hello')
    await expect.poll(() => text(theirs).toString()).toBe('hello')
    text(theirs).insert(5, ' world')
    await expect.poll(() => text(mine).toString()).toBe('hello world')
    await theirs.persisted()
    expect(theirs.state.get()).toMatchObject({ status: 'persisted', pending: 0, error: null })
    const row = { title: 'Night', role: 'editor' }
    await expect.poll(() => ben.library.projects.get()).toMatchObject([row])
  })

  it('SHOW-6 converges with broadcast switched off', async () => {
    const quiet = { doorbell: false }
    const { sessions } = await share(await person('ann', quiet), [await person('ben', quiet)])
    for (const session of sessions) text(session).insert(0, 'x')
    await expect.poll(() => sessions.map((one) => text(one).toString())).toEqual(['xx', 'xx'])
    await Promise.all(sessions.map((session) => session.persisted()))
  })

  it('SIM-1 three writers who lose every third answer converge, each edit once', async () => {
    let calls = 0
    const lossy: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init)
      const isAppend = String(input instanceof Request ? input.url : input).includes(
        'append_events',
      )
      if (isAppend && calls++ % 3 === 2) throw new TypeError('the answer is lost')
      return answer
    }
    const writers = [
      await person('ann'),
      await person('ben', { fetch: lossy }),
      await person('cat'),
    ]
    const { sessions, script } = await share(writers[0]!, writers.slice(1))
    for (let i = 0; i < 60; i++) {
      const marks = sessions[i % 3]!.doc.getArray<string>('marks')
      marks.insert((i * 7) % (marks.length + 1), [`m${i}`])
      if (i % 5 === 0) await new Promise((done) => setTimeout(done, 30))
    }
    await Promise.all(sessions.map((session) => session.persisted()))
    await Promise.all(sessions.map((session) => session.caughtUp()))
    const read = (doc: Y.Doc) => doc.getArray<string>('marks').toArray()
    const [first, second, third] = sessions.map(({ doc }) => read(doc))
    expect(first).toHaveLength(60)
    expect(new Set(first).size).toBe(60)
    expect(second).toEqual(first)
    expect(third).toEqual(first)
    const fresh = await writers[1]!.documents.open(script)
    expect(read(fresh.doc)).toEqual(first)
  })

  it('ACCT-1 brings the account to another device, as it changes', async () => {
    const email = address('ann')
    const [desk, phone] = [await device(), await device()]
    const local = await desk.library.importSample()
    expect(local.status).toBe('local-only')
    await desk.identity.signUp(email, 'a long secret')
    await phone.identity.signIn(email, 'a long secret')
    const row = { title: local.title, sceneCount: 1, totalDuration: 8 }
    await expect.poll(() => phone.library.projects.get()).toMatchObject([row])
    await desk.library.rename(local.id, 'Renamed')
    await expect.poll(() => phone.library.projects.get()).toMatchObject([{ title: 'Renamed' }])
    await expect.poll(() => desk.library.projects.get()).toMatchObject([{ status: 'persisted' }])
  })

  it('RT-2 shows carets and names, as bytes', async () => {
    const { sessions } = await share(await person('ann'), [await person('ben')])
    const [mine, theirs] = [sessions[0]!, sessions[1]!]
    mine.awareness.setLocalStateField('user', { name: 'Ann' })
    const others = () => [...theirs.awareness.getStates().values()]
    await expect.poll(others).toContainEqual({ user: { name: 'Ann' } })
    await mine.close()
    await expect.poll(others).not.toContainEqual({ user: { name: 'Ann' } })
  })

  it('RT-3 stops a removed writer within five seconds and keeps what they wrote', async () => {
    const [ann, ben] = [await person('ann'), await person('ben')]
    const { project, sessions } = await share(ann, [ben])
    const theirs = sessions[1]!
    await ann.members.remove(project.id, ben.identity.account.get()?.id ?? '')
    text(theirs).insert(0, 'mine')
    const refusal = await theirs.persisted().catch((error: unknown) => error)
    expect(refusal).toMatchObject({ _tag: 'Forbidden' })
    const told = { status: 'error', pending: 1, error: { _tag: 'Forbidden' } }
    await expect.poll(() => theirs.state.get()).toMatchObject(told)
    await new Promise((done) => setTimeout(done, 500))
    text(sessions[0]!).insert(0, 'secret')
    await sessions[0]!.persisted()
    await new Promise((done) => setTimeout(done, 500))
    expect(text(theirs).toString()).toBe('mine')
  })

  it.runIf(where === 'embedded')('OUT-5 goes on under a new epoch', async () => {
    const { sessions, script } = await share(await person('ann'), [await person('ben')])
    const [mine, theirs] = [sessions[0]!, sessions[1]!]
    text(mine).insert(0, 'before')
    await mine.persisted()
    await place.newEpoch?.(script)
    text(mine).insert(6, ' after')
    await expect.poll(() => mine.state.get()).toMatchObject({ status: 'persisted', error: null })
    await expect.poll(() => text(theirs).toString()).toBe('before after')
  })

  it('ACCT-2 signs out without a network, and the tokens are gone', async () => {
    let cut = false
    const line: typeof fetch = (input, init) =>
      cut ? Promise.reject(new TypeError('no network')) : fetch(input, init)
    const client = await person('ann', { fetch: line })
    const project = await client.library.create({ title: 'Mine' })
    await expect.poll(() => client.library.projects.get()).toMatchObject([{ status: 'persisted' }])
    cut = true
    await client.identity.signOut()
    expect(client.identity.account.get()).toBe(null)
    expect(client.library.projects.get()).toEqual([])
    cut = false
    const refused = await client.documents.open(project.id).catch((error: unknown) => error)
    expect(refused).toMatchObject({ _tag: 'Forbidden' })
    const asked = await client.members.list(project.id).catch((error: unknown) => error)
    expect(asked).toMatchObject({ _tag: 'SignInAgain' })
  })

  it('ACCT-3 tells a wrong password from an unreachable server', async () => {
    const client = await device()
    const wrong = await client.identity
      .signIn('nobody@example.com', 'x')
      .catch((error: unknown) => error)
    expect(wrong).toMatchObject({ _tag: 'Forbidden' })
    const alone = await openClient({
      server: { url: 'http://127.0.0.1:9', key: 'k' },
      store: memoryStore(),
    })
    clients.push(alone)
    const silent = await alone.identity
      .signIn('a@example.com', 'x')
      .catch((error: unknown) => error)
    expect(silent).toMatchObject({ _tag: 'Offline' })
    expect(alone.library.projects.get()).toEqual([])
  })
})
