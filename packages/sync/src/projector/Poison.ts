import { inspectUpdate } from '@coldopen/core/document'
import { Result } from 'effect'
import type { LoggedEvent } from '../protocol/Event.ts'
import { maxEventBytes } from '../protocol/Limits.ts'

/** An event nobody may apply, and why. */
export interface Poison {
  readonly seq: number
  readonly reason: string
}

/** The body of an event as bytes. */
export const bodyOf = (event: LoggedEvent): Uint8Array => Buffer.from(event.body, 'base64')

/** Why an event may not be applied, or null: judged from the event alone, so every replay judges alike. */
export function poisonOf(event: LoggedEvent): Poison | null {
  const reason = reasonOf(event)
  return reason === null ? null : { seq: event.seq, reason }
}

function reasonOf(event: LoggedEvent): string | null {
  if (event.encoding !== 'v1') return `The body is encoded as ${event.encoding}; events are v1.`
  const summary = inspectUpdate(bodyOf(event), maxEventBytes)
  if (Result.isFailure(summary)) return `The body does not decode: ${describe(summary.failure)}.`
  const foreign = summary.success.clients.find(({ client }) => client !== event.client_id)
  if (foreign === undefined) return null
  return `The body speaks for client ${foreign.client}; its session writes as ${event.client_id}.`
}

const describe = (failure: Error & { readonly _tag: string }): string =>
  failure.message === '' ? failure._tag : failure.message
