import { createClient } from '@supabase/supabase-js'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'

/** A process of its own: clients on one presence topic, each moving its caret, until the parent says goodbye. */
const [url = '', key = '', token = '', document = '', people = '0', hertz = '1'] =
  process.argv.slice(2)
let heard = 0

const join = async (index: number) => {
  const client = createClient(url, key, { accessToken: () => Promise.resolve(token) })
  await client.realtime.setAuth(token)
  const channel = client.channel(`presence:${document}`, { config: { private: true } })
  channel.on('broadcast', { event: 'awareness' }, () => (heard += 1))
  await new Promise<void>((resolve, reject) => {
    channel.subscribe((status, error) => {
      if (status === 'SUBSCRIBED') resolve()
      else reject(error ?? new Error(status))
    })
  })
  const awareness = new Awareness(new Y.Doc())
  return async (turn: number) => {
    const user = { id: `p${index}`, name: `Person ${index}`, colour: '#345' }
    awareness.setLocalState({ user, caret: { anchor: turn, head: turn } })
    const { buffer } = encodeAwarenessUpdate(awareness, [awareness.clientID]).slice()
    await channel.send({ type: 'broadcast', event: 'awareness', payload: buffer })
  }
}

const movers = await Promise.all(Array.from({ length: Number(people) }, (_, index) => join(index)))
process.send?.('joined')
let turn = 0
const timer = setInterval(
  () => {
    turn += 1
    void movers[turn % movers.length]?.(turn)
  },
  1_000 / (movers.length * Number(hertz)),
)
process.once('message', () => {
  clearInterval(timer)
  process.send?.({ sent: turn, heard }, () => process.exit(0))
})
