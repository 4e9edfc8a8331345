import type { Telemetry } from '../../observability/Telemetry.ts'
import type { Rpc } from './Rpc.ts'

/** The function appends go through. */
const append = 'append_events'

/**
 * The handler, with a span and the time of every call by function and status, and for appends the size of the batch. A
 * name that never succeeded is told as `unknown`: strangers choose names.
 */
export const observedRpc = (rpc: Rpc, telemetry: Telemetry): Rpc => {
  if (!telemetry.on) return rpc
  const succeeded = new Set<string>()
  const about = (name: string, { status, ok }: Response) => {
    if (ok) succeeded.add(name)
    return { function: succeeded.has(name) ? name : 'unknown', status }
  }
  return {
    ...rpc,
    answer: async (request, url, body) => {
      const name = url.pathname.split('/').at(-1) ?? ''
      const started = performance.now()
      const answer = await telemetry.span(
        'coldopen.rpc',
        {},
        () => rpc.answer(request, url, body),
        (response) => about(name, response),
      )
      const took = performance.now() - started
      telemetry.took('coldopen.rpc.duration', took, about(name, answer))
      if (name === append && answer.ok) {
        telemetry.took('coldopen.append.duration', took)
        telemetry.many('coldopen.append.events', batchSize(body))
      }
      return answer
    },
  }
}

const batchSize = (body: string): number => {
  const { p_events: events } = JSON.parse(body) as { readonly p_events?: unknown }
  return Array.isArray(events) ? events.length : 0
}
