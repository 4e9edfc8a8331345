import { resolve } from 'node:path'
import { defaultDataDir } from '../main/Options.ts'
import { readServerFile } from '../main/ServerFile.ts'
import { UsageError } from './Command.ts'
import { localTrust } from './LocalTrust.ts'

/** Options of every command that reaches a backend as somebody. */
export const accessOptions = {
  data: { type: 'string' },
  as: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  email: { type: 'string' },
  password: { type: 'string' },
} as const

export const accessHelp = `  --data DIR            the data directory of the running backend (default: .coldopen/data)
  --as EMAIL            act as this account; for the owner of the data directory
                        (default: the only account, when there is one)
  --url URL --key KEY   a backend elsewhere and its publishable key,
  --email EMAIL         with an account of it; the password may be in COLDOPEN_PASSWORD
  --password PASSWORD`

/** Where a backend is and who to be there. */
export interface Access {
  readonly url: string
  readonly key: string
  readonly email: string
  readonly password: string
  readonly fetch: typeof fetch
}

/** The values `parseArgs` gives for `accessOptions`. */
export type AccessValues = { readonly [K in keyof typeof accessOptions]?: string | undefined }

/** Finds the backend: elsewhere when a URL is given, else the one running on the data directory. */
export const accessOf = async (values: AccessValues): Promise<Access> =>
  values.url === undefined ? here(values) : elsewhere(values.url, values)

const elsewhere = (url: string, { key, email, password, as }: AccessValues): Access => {
  if (as !== undefined)
    throw new UsageError('--as is for the backend of a data directory, not for --url.')
  const secret = password ?? process.env['COLDOPEN_PASSWORD']
  if (key === undefined || email === undefined || secret === undefined)
    throw new UsageError('With --url, give --key, --email and --password as well.')
  return { url, key, email, password: secret, fetch }
}

const here = async (values: AccessValues): Promise<Access> => {
  const dataDir = values.data === undefined ? defaultDataDir : resolve(values.data)
  const server = readServerFile(dataDir)
  if (server === null)
    throw new Error(
      `No backend runs on ${dataDir}. Start one with \`coldopen start\`, or name one with --url.`,
    )
  const { url, publishableKey: key } = server
  if (values.email !== undefined) return elsewhere(url, { ...values, key, as: undefined })
  return { url, key, ...(await localTrust(server, values.as)) }
}
