import { Result } from 'effect'
import type { LoggedEvent } from '../protocol/Event.ts'
import { maxEventBytes } from '../protocol/Limits.ts'
import { firstClock, readShape, type UpdateShape } from './UpdateShape.ts'

/** An event nobody may apply, and why. */
export interface Poison {
  readonly seq: number
  readonly reason: string
}

/**
 * Most structs of one event. A struct of an honest event takes at least nine bytes, so that the limit of 1 MiB is met
 * first.
 */
export const maxStructs = 131_072

/** How deep values and types may nest in one event; the documents of `core` nest six deep. */
export const maxNesting = 64

/** Highest Yjs clock: beyond it clocks lose their exactness as numbers or as sums. */
export const maxClock = 2 ** 40

/** The body of an event as bytes. */
export const bodyOf = (event: LoggedEvent): Uint8Array => Buffer.from(event.body, 'base64')

/** Why an event may not be applied, or null: judged from the event alone, so every replay judges alike. */
export function poisonOf(event: LoggedEvent): Poison | null {
  const reason = reasonOf(event)
  return reason === null ? null : { seq: event.seq, reason }
}

/**
 * The event is poison when all it writes are positions its client has written before: every replica would ignore it. One
 * that also deletes, or writes beyond `known`, is not.
 */
export function repeatsOf(event: LoggedEvent, body: Uint8Array, known: number): Poison | null {
  const first = firstClock(body)
  if (first === null || first >= known) return null
  const shape = readShape(body)
  if (Result.isFailure(shape) || shape.success.to > known || shape.success.deletes > 0) return null
  const { from, to } = shape.success
  const reason = `The body writes clocks ${from} to ${to} again; its client has written up to ${known}.`
  return { seq: event.seq, reason }
}

function reasonOf(event: LoggedEvent): string | null {
  if (event.encoding !== 'v1') return `The body is encoded as ${event.encoding}; events are v1.`
  const body = bodyOf(event)
  if (body.length > maxEventBytes)
    return `The body has ${body.length} bytes; an event has up to ${maxEventBytes}.`
  const shape = readShape(body)
  if (Result.isSuccess(shape)) return excessOf(shape.success, event.client_id)
  return shape.failure === 'TooDeep'
    ? tooDeep
    : `The body does not decode: ${shape.failure.detail}.`
}

function excessOf(shape: UpdateShape, client: number): string | null {
  const foreign = shape.clients.find((one) => one !== client)
  if (foreign !== undefined)
    return `The body speaks for client ${foreign}; its session writes as ${client}.`
  if (shape.structs > maxStructs)
    return `The body has ${shape.structs} structs; an event has up to ${maxStructs}.`
  if (shape.nesting > maxNesting) return tooDeep
  const highest = Math.max(shape.to, shape.deletesTo)
  return highest > maxClock ? `The body reaches clock ${highest}; the last is ${maxClock}.` : null
}

/** Said of everything over `maxNesting`, also of what is too deep to be read: the verdict is one wherever it is made. */
const tooDeep = `The body nests deeper than ${maxNesting}.`
