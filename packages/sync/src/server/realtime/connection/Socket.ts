import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import { Channel } from '../channel/Channel.ts'
import type { Hub } from '../Hub.ts'
import type { Link } from './Link.ts'
import { RateWindow } from './RateWindow.ts'
import { refusalOf } from '../Refusal.ts'
import { Sequence } from './Sequence.ts'
import type { Step } from './Sequence.ts'
import { receive } from './Receive.ts'
import { decodeFrame, messageFrame } from '../wire/Codec.ts'
import type { Frame } from '../wire/Codec.ts'
import { MalformedFrame } from '../wire/MalformedFrame.ts'
import type { Inbound, WireVersion } from '../wire/Message.ts'

/** WebSocket close codes (RFC 6455 §7.4.1 and the IANA registry). */
const closeCode = { malformed: 1003, flood: 1008, slowReader: 1013 } as const

/** How a connection was opened. */
export interface Opening {
  readonly version: WireVersion
  readonly credential: string
  readonly headers: Readonly<Record<string, string>>
}

/** One client's connection: its channels, the order of its messages, and what it may use up. */
export class Socket implements Link {
  readonly hub: Hub
  readonly version: WireVersion
  readonly credential: string
  readonly headers: Readonly<Record<string, string>>
  readonly channels = new Map<string, Channel>()
  readonly joins: RateWindow
  readonly messages: RateWindow
  /** When the client was last heard, in ms since 1970. */
  heardAt = Date.now()
  readonly #ws: WebSocket
  /** Frames go straight to the stream `ws` writes to: it would build the same head for every reader again. */
  readonly #stream: Duplex
  readonly #sequences = new Map<string, Sequence>()
  #tooSlow = false

  constructor(
    hub: Hub,
    ws: WebSocket,
    stream: Duplex,
    opening: Opening,
    onClose: (socket: Socket) => void,
  ) {
    this.hub = hub
    this.version = opening.version
    this.credential = opening.credential
    this.headers = opening.headers
    this.joins = new RateWindow(hub.limits.joinsPerSecond, 1_000)
    this.messages = new RateWindow(hub.limits.messagesPerSecond, 1_000)
    this.#ws = ws
    this.#stream = stream
    ws.on('message', (data, binary) => this.#receive(data, binary))
    ws.on('error', (cause) => hub.log.debug('A realtime connection failed.', { cause }))
    ws.on('close', () => {
      for (const channel of this.channels.values()) channel.close(null)
      onClose(this)
    })
  }

  /** Whether it was closed because its reader did not keep up. */
  get wasTooSlow(): boolean {
    return this.#tooSlow
  }

  get waiting(): number {
    return this.#stream.writableLength
  }

  /** Checks again every private channel of a user, or of everybody. */
  recheck(user: string | null): void {
    for (const channel of this.channels.values()) {
      if (channel.config.private && (user === null || channel.user === user)) channel.recheck()
    }
  }

  push(
    topic: string,
    joinRef: string | null,
    event: string,
    payload: unknown,
    ref: string | null = null,
  ): void {
    this.send(messageFrame(this.version, { joinRef, ref, topic, event, payload }))
  }

  send(frame: Frame): void {
    const ws = this.#ws
    if (ws.readyState !== ws.OPEN) return
    if (this.#stream.writableLength <= this.hub.limits.bufferedBytes) {
      this.#stream.write(frame)
      return
    }
    this.#tooSlow = true
    this.close(closeCode.slowReader, 'The reader is too slow: connect again and read the log.')
  }

  enqueue(topic: string, step: Step): void {
    const sequence = this.#sequences.get(topic) ?? this.#sequenceOf(topic)
    if (sequence.waiting >= this.hub.limits.waitingMessages) {
      this.close(closeCode.flood, 'Too many messages are waiting in one channel.')
      return
    }
    sequence.run(step)
  }

  forget(topic: string): void {
    this.channels.delete(topic)
  }

  close(code: number, reason: string): void {
    this.hub.log.debug('A realtime connection is closed by us.', { code, reason })
    this.#ws.close(code, reason)
  }

  /** Closes the connection and resolves when it is gone, at the latest after `patienceMs`. */
  end(code: number, patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#ws.terminate(), patienceMs)
      this.#ws.once('close', () => {
        clearTimeout(timer)
        resolve()
      })
      this.close(code, 'The server is stopping.')
    })
  }

  /** Ends the connection without a handshake: the peer has gone. */
  terminate(): void {
    this.#ws.terminate()
  }

  #sequenceOf(topic: string): Sequence {
    const sequence = new Sequence(
      (cause) => this.#failed(topic, cause),
      () => {
        if (!this.channels.has(topic)) this.#sequences.delete(topic)
      },
    )
    this.#sequences.set(topic, sequence)
    return sequence
  }

  #receive(data: RawData, binary: boolean): void {
    this.heardAt = Date.now()
    if (this.#ws.readyState !== this.#ws.OPEN) return
    const inbound = this.#decode(data, binary)
    if (inbound !== null) receive(this, inbound)
  }

  #decode(data: RawData, binary: boolean): Inbound | null {
    try {
      return decodeFrame(bytesOf(data), binary)
    } catch (cause) {
      if (!(cause instanceof MalformedFrame)) throw cause
      this.close(closeCode.malformed, cause.message)
      return null
    }
  }

  /** A message could not be handled because the database did not answer: the client joins again. */
  #failed(topic: string, cause: unknown): void {
    this.hub.log.error('A realtime message could not be handled.', { topic, cause })
    this.channels.get(topic)?.shutdown(refusalOf(cause))
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
