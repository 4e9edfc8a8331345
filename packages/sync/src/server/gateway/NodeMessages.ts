import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { PiecedResponse } from './PiecedResponse.ts'

/** Largest request body in bytes: a batch of events as base64 within its JSON. */
export const maxBodyBytes = 8 * 1024 * 1024

/** The body is over the limit; what is left of it is not read. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/** Reads a whole body; rejects with `BodyTooLarge` as soon as it is known to be. */
export const readBody = async (incoming: IncomingMessage): Promise<Buffer> => {
  if (Number(incoming.headers['content-length'] ?? 0) > maxBodyBytes) throw new BodyTooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A fetch request from a node one whose body was read. */
export const asRequest = (incoming: IncomingMessage, url: URL, body: Buffer | null): Request => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value === undefined || name.startsWith(':')) continue
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one)
  }
  const method = incoming.method ?? 'GET'
  const bodied = body !== null && method !== 'GET' && method !== 'HEAD'
  return new Request(url, { method, headers, ...(bodied ? { body: new Uint8Array(body) } : {}) })
}

/** Sends a fetch response; `extra` headers win. */
export const sendResponse = async (
  outgoing: ServerResponse,
  response: Response,
  extra: Readonly<Record<string, string>>,
): Promise<void> => {
  const headers: Record<string, string | readonly string[]> = {}
  for (const [name, value] of response.headers)
    if (!name.startsWith('access-control-')) headers[name] = value
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  if (response instanceof PiecedResponse) headers['content-length'] = String(lengthOf(response))
  outgoing.writeHead(response.status, { ...headers, ...extra } as Record<string, string>)
  if (response.body === null) outgoing.end()
  else if (response instanceof PiecedResponse) {
    for (const piece of response.pieces) outgoing.write(piece)
    outgoing.end()
  } else if (isShort(response)) outgoing.end(Buffer.from(await response.arrayBuffer()))
  else await pipeline(Readable.fromWeb(response.body as never), outgoing)
}

const lengthOf = ({ pieces }: PiecedResponse): number =>
  pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)

/** JSON is whole in memory already; a stream around it costs more than most of what it carries. */
const isShort = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('application/json') === true
