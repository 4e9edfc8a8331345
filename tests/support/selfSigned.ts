import { generateKeyPairSync, sign } from 'node:crypto'

const tag = (kind: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  const size = body.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([kind, ...length]), body])
}
const sequence = (...parts: readonly Uint8Array[]) => tag(0x30, ...parts)
const oid = (...bytes: readonly number[]) => tag(0x06, Buffer.from(bytes))
const text = (kind: number, value: string) => tag(kind, Buffer.from(value))
const time = (date: Date) => text(0x17, `${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`)

const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
const commonName = oid(0x55, 0x04, 0x03)
const subjectAltName = oid(0x55, 0x1d, 0x11)

const pem = (label: string, der: Buffer) =>
  `-----BEGIN ${label}-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`

/** A certificate of its own signing for a name, with its key, both PEM; X.509 v3 as RFC 5280 lays it out. */
export const selfSigned = (
  name: string,
  until: Date,
): { readonly cert: string; readonly key: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = sequence(tag(0x31, sequence(commonName, text(0x0c, name))))
  const names = tag(0x04, sequence(text(0x82, name)))
  const certificate = sequence(
    tag(0xa0, tag(0x02, Buffer.from([2]))),
    tag(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    issuer,
    sequence(time(new Date('2020-01-01T00:00:00Z')), time(until)),
    issuer,
    publicKey.export({ type: 'spki', format: 'der' }),
    tag(0xa3, sequence(sequence(subjectAltName, names))),
  )
  const signature = tag(0x03, Buffer.from([0]), sign('sha256', certificate, privateKey))
  return {
    cert: pem('CERTIFICATE', sequence(certificate, ecdsaWithSha256, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
