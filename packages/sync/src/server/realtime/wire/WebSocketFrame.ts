const finalText = 0x81
const finalBinary = 0x82

/** A whole unfragmented, unmasked server frame (RFC 6455 §5.2), made once and written to every reader. */
export function webSocketFrame(data: Uint8Array, binary: boolean): Uint8Array {
  const opcode = binary ? finalBinary : finalText
  const { length } = data
  const head =
    length < 126
      ? Buffer.from([opcode, length])
      : length < 65_536
        ? Buffer.from([opcode, 126, length >> 8, length & 0xff])
        : Buffer.alloc(10)
  if (head.length === 10) {
    head.set([opcode, 127])
    head.writeBigUInt64BE(BigInt(length), 2)
  }
  return Buffer.concat([head, data])
}
