import { createDecoder, readAny } from 'lib0/decoding'
import { type AnyEncodable, createEncoder, toUint8Array, writeAny } from 'lib0/encoding'
import { crc32 } from 'node:zlib'
import type { Write } from './LocalStore.ts'

/** Length and CRC-32 of what follows, both 32 bits, big-endian. */
const headBytes = 8

/** One commit as a record of the file: head, then the writes in lib0's `any` encoding. */
export const encodeRecord = (writes: readonly Write[]): Uint8Array => {
  const encoder = createEncoder()
  writeAny(encoder, writes.map(({ table, key, value }) => [table, [...key], value]) as AnyEncodable)
  const body = toUint8Array(encoder)
  const record = new Uint8Array(headBytes + body.byteLength)
  const head = new DataView(record.buffer)
  head.setUint32(0, body.byteLength)
  head.setUint32(4, crc32(body))
  record.set(body, headBytes)
  return record
}

/** Whole records from the beginning, and where they end: what comes after was torn by a crash and never acknowledged. */
export const decodeRecords = (
  bytes: Uint8Array,
): { readonly commits: readonly (readonly Write[])[]; readonly end: number } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const commits: Write[][] = []
  let at = 0
  while (at + headBytes <= bytes.byteLength) {
    const start = at + headBytes
    const end = start + view.getUint32(at)
    if (end > bytes.byteLength) break
    const body = bytes.subarray(start, end)
    if (crc32(body) !== view.getUint32(at + 4)) break
    const rows = readAny(createDecoder(body)) as [Write['table'], Write['key'], Write['value']][]
    commits.push(rows.map(([table, key, value]) => ({ table, key, value }) as Write))
    at = end
  }
  return { commits, end: at }
}
