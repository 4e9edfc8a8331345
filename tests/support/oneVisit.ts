import { memoryStore, openClient } from '@coldopen/sync/client'

/** A script as people write them: opens a client, writes something, closes it, and says which timers are left. */
const [url = '', key = ''] = process.argv.slice(2)
const client = await openClient({ server: { url, key }, store: memoryStore() })
await client.identity.signUp(`${crypto.randomUUID()}@example.com`, 'a long secret')
const { screenplay } = await client.library.create({ title: 'One visit' })
const session = await client.documents.open(screenplay ?? '')
session.awareness.setLocalStateField('user', { name: 'Ann' })
session.doc.getText('t').insert(0, 'hello')
await session.persisted()
await client.close()
setImmediate(() => {
  const left = process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout')
  process.stdout.write(`${left.length} timers left\n`)
})
