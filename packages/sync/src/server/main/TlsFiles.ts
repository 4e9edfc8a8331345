import { Data } from 'effect'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'

/** Where the certificate (with its chain) and its private key are, both PEM. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

/** What a server needs to speak TLS, as read. */
export interface Tls {
  readonly cert: string
  readonly key: string
}

/** A certificate or key cannot be used; the message names the file and says what to do. */
export class TlsUnusable extends Data.TaggedError('TlsUnusable')<{
  readonly file: string
  readonly reason: string
}> {
  override get message(): string {
    return `${this.file}: ${this.reason}`
  }
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'There is no such file.' : `It cannot be read (${code}).`
    throw new TlsUnusable({ file, reason })
  }
}

const parse = <A>(file: string, what: string, make: () => A): A => {
  try {
    return make()
  } catch {
    throw new TlsUnusable({ file, reason: `It holds no ${what} in PEM form.` })
  }
}

/** Reads both files and makes sure that they belong together and are valid now. Throws `TlsUnusable`. */
export const readTls = (files: TlsFiles, now: Date): Tls => {
  const [cert, key] = [read(files.cert), read(files.key)]
  const certificate = parse(files.cert, 'certificate', () => new X509Certificate(cert))
  const secret = parse(files.key, 'private key without a passphrase', () => createPrivateKey(key))
  if (!certificate.checkPrivateKey(secret)) {
    const reason = `It is not the private key of the certificate in ${files.cert}.`
    throw new TlsUnusable({ file: files.key, reason })
  }
  if (Date.parse(certificate.validTo) <= now.getTime()) {
    const reason = `It ended on ${certificate.validTo}: browsers refuse it. Make a new one.`
    throw new TlsUnusable({ file: files.cert, reason })
  }
  parse(files.cert, 'usable certificate chain', () => createSecureContext({ cert, key }))
  return { cert, key }
}
