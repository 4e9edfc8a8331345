import { parentPort, workerData } from 'node:worker_threads'
import { protocolVersion } from '@coldopen/sync/protocol'
import * as Y from 'yjs'

/** What a storm is made of; the readers share one account. */
export interface Storm {
  readonly url: string
  readonly key: string
  readonly token: string
  readonly document: string
  readonly epoch: number
}

interface Part {
  readonly seq: number
  readonly parts: number
  readonly body: string
}

const { url, key, token, document, epoch } = workerData as Storm

const call = async (name: string, args: object): Promise<Record<string, unknown>> => {
  const ask = () =>
    fetch(`${url}/rest/v1/rpc/${name}`, {
      method: 'POST',
      headers: {
        apikey: key,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(args),
    })
  // A connection that lay idle may be closed just when it is used again; every call here may be made twice.
  const answer = await ask().catch(ask)
  if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`)
  return (await answer.json()) as Record<string, unknown>
}

/** Everything a reader must receive to show the document; resolves to what the server told. */
const receive = async (): Promise<readonly Part[]> => {
  await call('register_session', {
    p_doc: document,
    p_session: crypto.randomUUID(),
    p_client_id: Math.floor(Math.random() * 2 ** 32),
    p_protocol: protocolVersion,
    p_device: crypto.randomUUID(),
  })
  const { snapshot } = await call('catch_up', { p_doc: document, p_after: 0, p_epoch: epoch })
  const parts = [snapshot as Part]
  while (parts.length < (parts[0]?.parts ?? 0)) {
    const args = { p_doc: document, p_epoch: epoch, p_seq: parts[0]?.seq, p_part: parts.length }
    parts.push((await call('read_snapshot', args))['snapshot'] as Part)
  }
  return parts
}

const lengthOf = (parts: readonly Part[]): number => {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, Buffer.concat(parts.map(({ body }) => Buffer.from(body, 'base64'))))
  return doc.getText('t').length
}

/** For each message `n`: n readers at once; answers with their times and the length the last one read. */
parentPort?.on('message', async (readers: number) => {
  const received = await Promise.all(
    Array.from({ length: readers }, async () => {
      const started = performance.now()
      const parts = await receive()
      return { parts, time: performance.now() - started }
    }),
  )
  const times = received.map(({ time }) => time)
  parentPort?.postMessage({ times, length: lengthOf(received.at(-1)?.parts ?? []) }, [])
})
