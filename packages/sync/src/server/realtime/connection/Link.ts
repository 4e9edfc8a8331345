import type { Frame } from '../wire/Codec.ts'
import type { WireVersion } from '../wire/Message.ts'
import type { Step } from './Sequence.ts'

/** A client's connection as its channels see it. */
export interface Link {
  readonly version: WireVersion
  /** The API key or token the connection was opened with. */
  readonly credential: string
  /** The `x-` headers of the request that opened it. */
  readonly headers: Readonly<Record<string, string>>
  /** Bytes sent that the network has not taken yet. */
  readonly waiting: number
  /** Sends a text message; `ref` names the push it answers. */
  push(
    topic: string,
    joinRef: string | null,
    event: string,
    payload: unknown,
    ref?: string | null,
  ): void
  /** Sends a frame made once for many. */
  send(frame: Frame): void
  /** Runs a step after everything already received or begun on the topic. */
  enqueue(topic: string, step: Step): void
  /** Drops a channel that has ended. */
  forget(topic: string): void
}
