import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBroadcastPush, encodeBroadcast } from './BinaryCodec.ts'
import { broadcastFrame, decodeFrame } from './Codec.ts'
import { MalformedFrame } from './MalformedFrame.ts'
import type { UserBroadcast } from './Message.ts'
import { decodeText, encodeText, encodeTextBroadcast } from './TextCodec.ts'

const name = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .filter((s) => Buffer.byteLength(s) < 256)
const reference = fc.option(fc.string({ minLength: 1, maxLength: 20 }))
const message = fc.record({
  joinRef: reference,
  ref: reference,
  topic: name,
  event: name,
  payload: fc.dictionary(fc.string(), fc.jsonValue()),
})
const broadcast: fc.Arbitrary<UserBroadcast> = fc.oneof(
  fc.record({
    event: name,
    encoding: fc.constant('binary' as const),
    data: fc.uint8Array({ maxLength: 300 }),
  }),
  fc.record({
    event: name,
    encoding: fc.constant('json' as const),
    data: fc.jsonValue().map((value) => new Uint8Array(Buffer.from(JSON.stringify(value)))),
  }),
)

/** What a client of version 2 sends: the mirror image of the decoder, from the format's description. */
function push(joinRef: string, ref: string, topic: string, sent: UserBroadcast): Uint8Array {
  const fields = [joinRef, ref, topic, sent.event, ''].map((text) => Buffer.from(text))
  const encoding = sent.encoding === 'json' ? 1 : 0
  const head = Buffer.from([3, ...fields.map((field) => field.length), encoding])
  return Buffer.concat([head, ...fields, sent.data])
}

describe('the codec', () => {
  it('RTM-2 reads back every text message of both versions', () => {
    fc.assert(
      fc.property(message, fc.constantFrom(1 as const, 2 as const), (sent, version) => {
        expect(decodeText(encodeText(version, sent))).toEqual(
          JSON.parse(JSON.stringify(sent)) as object,
        )
      }),
    )
  })

  it('RTM-2 reads every binary broadcast a client can write', () => {
    const short = fc.string({ minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(short, short, name, broadcast, (joinRef, ref, topic, sent) => {
        const got = decodeBroadcastPush(push(joinRef, ref, topic, sent))
        expect(got).toEqual({
          kind: 'broadcast',
          joinRef,
          ref,
          topic,
          broadcast: { ...sent, data: Buffer.from(sent.data) },
        })
      }),
    )
  })

  it('RTM-2 writes broadcasts whose fields stand where the header says', () => {
    const meta = fc.option(fc.record({ id: fc.uuid(), replayed: fc.constant(true as const) }))
    fc.assert(
      fc.property(name, broadcast, meta, (topic, sent, about) => {
        const frame = Buffer.from(encodeBroadcast(topic, sent, about))
        const [kind, topicLength, eventLength, metaLength, encoding] = frame
        let offset = 5
        const take = (length = 0) => frame.subarray(offset, (offset += length)).toString('utf8')
        expect(kind).toBe(4)
        expect(take(topicLength)).toBe(Buffer.from(topic).toString('utf8'))
        expect(take(eventLength)).toBe(Buffer.from(sent.event).toString('utf8'))
        expect(take(metaLength)).toBe(about === null ? '' : JSON.stringify(about))
        expect(encoding).toBe(sent.encoding === 'json' ? 1 : 0)
        expect([...frame.subarray(offset)]).toEqual([...sent.data])
      }),
    )
  })

  it('RTM-2 writes JSON broadcasts as text that reads as the same value', () => {
    const versions = fc.constantFrom(1 as const, 2 as const)
    fc.assert(
      fc.property(versions, name, fc.jsonValue(), (version, topic, value) => {
        const data = Buffer.from(JSON.stringify(value))
        const bytes = encodeTextBroadcast(
          version,
          topic,
          { event: 'e', encoding: 'json', data },
          { id: 'x' },
        )
        expect(decodeText(Buffer.from(bytes).toString('utf8'))).toEqual({
          joinRef: null,
          ref: null,
          topic,
          event: 'broadcast',
          payload: {
            type: 'broadcast',
            event: 'e',
            payload: JSON.parse(JSON.stringify(value)) as unknown,
            meta: { id: 'x' },
          },
        })
      }),
    )
  })

  it('RTM-2 decodes or refuses any bytes, and does nothing else', () => {
    const headed = fc
      .tuple(fc.constantFrom(3, 4, 0), fc.uint8Array({ maxLength: 60 }))
      .map(([kind, rest]) => Uint8Array.of(kind, ...rest))
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 80 }), headed)
    fc.assert(
      fc.property(bytes, fc.boolean(), (data, binary) => {
        try {
          expect(['message', 'broadcast']).toContain(decodeFrame(data, binary).kind)
        } catch (cause) {
          expect(cause).toBeInstanceOf(MalformedFrame)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('RTM-2 refuses JSON that is not a message', () => {
    for (const text of ['1', 'null', '"x"', '[]', '[null,null,1,"e",{}]', '{"topic":"t"}', '{']) {
      expect(() => decodeText(text)).toThrow(MalformedFrame)
    }
  })

  it('RTM-4 has no frame for bytes in version 1', () => {
    const bytes: UserBroadcast = { event: 'e', encoding: 'binary', data: Uint8Array.of(1) }
    expect(broadcastFrame(1, 'realtime:t', bytes, null)).toBeNull()
    expect(broadcastFrame(2, 'realtime:t', bytes, null)?.[0]).toBe(0x82)
  })
})
