import type { Claims } from '../rights/Claims.ts'
import { broadcastFault } from '../channel/BroadcastPush.ts'
import type { Hub } from '../Hub.ts'
import { readBody } from './RequestBody.ts'
import { Refusal, refusalOf } from '../Refusal.ts'
import { isApiKey } from '../rights/Tokens.ts'
import { batchOf, singleOf } from './RestMessages.ts'
import type { Posted } from './RestMessages.ts'
import { topicKey } from '../channel/Topics.ts'

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, apikey, content-type, x-client-info',
  'access-control-allow-methods': 'POST, OPTIONS',
}
const path = /^\/realtime\/v1\/api\/broadcast(?:\/([^/]+)\/events\/([^/]+))?\/?$/

/**
 * Broadcast without a socket: `POST …/api/broadcast` with `{ messages }`, or
 * `POST …/api/broadcast/<topic>/events/<event>?private=` with JSON or bytes. Answers 202; messages to private
 * topics the caller may not write are left out, as on Supabase.
 */
export async function restBroadcast(hub: Hub, request: Request, url: URL): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: cors })
  const match = path.exec(url.pathname)
  if (match === null || request.method !== 'POST') return json(404, { message: 'not found' })
  try {
    const claims = await callerOf(hub, request)
    const body = await readBody(request, hub.limits.frameBytes)
    if (body === null)
      throw new Refusal('PayloadTooLarge', 'The body is larger than a frame may be.')
    const { 1: topic, 2: event } = match
    const posted =
      topic === undefined || event === undefined
        ? batchOf(body, hub.limits.restMessages)
        : [singleOf(request, url, decodeURIComponent(topic), decodeURIComponent(event), body)]
    for (const { broadcast } of posted) {
      const fault = broadcastFault(broadcast, hub.limits)
      if (fault !== null) throw fault
    }
    for (const message of posted) await post(hub, claims, message)
    return new Response(null, { status: 202, headers: cors })
  } catch (cause) {
    const refusal = cause instanceof URIError ? badUrl(cause) : refusalOf(cause)
    return json(statusOf(refusal), { message: refusal.message })
  }
}

async function callerOf(hub: Hub, request: Request): Promise<Claims> {
  const bearer = request.headers.get('authorization')?.replace(/^Bearer /i, '') ?? null
  const key = request.headers.get('apikey')
  return hub.tokens.claimsOf(bearer !== null && !isApiKey(bearer) ? bearer : (key ?? bearer))
}

async function post(hub: Hub, claims: Claims, message: Posted): Promise<void> {
  const caller = { claims, headers: {} }
  if (message.private && !(await hub.policies.write(message.topic, caller, 'broadcast'))) return
  hub.topics.broadcast(topicKey(message.topic, message.private), message.broadcast)
}

const badUrl = (cause: URIError): Refusal =>
  new Refusal('InvalidPayload', 'The topic or event in the URL is not valid.', { cause })

function statusOf({ code }: Refusal): number {
  if (code === 'ApiKeyRequired' || code === 'InvalidJWTToken') return 401
  if (code === 'Unauthorized') return 403
  if (code === 'DatabaseUnavailable') return 503
  return code === 'PayloadTooLarge' ? 413 : 422
}

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { ...cors, 'content-type': 'application/json' },
  })
