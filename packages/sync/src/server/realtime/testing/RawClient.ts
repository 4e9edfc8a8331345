import { once } from 'node:events'
import { WebSocket } from 'ws'

/** A message of version 2 as it stands on the wire. */
interface RawMessage {
  readonly joinRef: string | null
  readonly ref: string | null
  readonly topic: string
  readonly event: string
  readonly payload: Record<string, unknown>
}

/** A client without manners, for what supabase-js would never send. Speaks version 2, decodes text frames only. */
export interface RawClient {
  readonly heard: readonly RawMessage[]
  /** Resolves with the close code and reason once the connection is gone. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  send(frame: string | Uint8Array): void
  /** Pushes with `ref`, and resolves with the answer to it. */
  push(topic: string, event: string, payload: object, ref?: string): Promise<RawMessage>
  /** Stops or resumes reading from the network. */
  pause(): void
  resume(): void
  close(): void
}

/** Connects to a stage; rejects with the HTTP status when the upgrade is refused. */
export async function rawClient(url: string, query: string): Promise<RawClient> {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/realtime/v1/websocket?${query}`)
  const heard: RawMessage[] = []
  const waiting = new Map<string, (message: RawMessage) => void>()
  ws.on('message', (data, binary) => {
    if (binary) return
    const [joinRef, ref, topic, event, payload] = JSON.parse(String(data)) as [
      string | null,
      string | null,
      string,
      string,
      Record<string, unknown>,
    ]
    const message = { joinRef, ref, topic, event, payload }
    heard.push(message)
    if (event === 'phx_reply' && ref !== null) waiting.get(ref)?.(message)
  })
  let count = 0
  await once(ws, 'open')
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    ws.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  return {
    heard,
    closed,
    send: (frame) => ws.send(frame),
    push: (topic, event, payload, ref = `raw${(count += 1)}`) =>
      new Promise((resolve) => {
        waiting.set(ref, resolve)
        const joinRef = event === 'phx_join' ? ref : null
        ws.send(JSON.stringify([joinRef, ref, topic, event, payload]))
      }),
    pause: () => ws.pause(),
    resume: () => ws.resume(),
    close: () => ws.close(),
  }
}
