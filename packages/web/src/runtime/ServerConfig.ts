/** How this app finds its server: what `GET /config.json` on its own origin says. */
export interface ServerConfig {
  readonly url: string
  readonly key: string
  readonly protocol: number
  /** The collector to send measurements to; none: nothing is measured and nothing sent. */
  readonly telemetry?: string
}

const storageKey = 'coldopen.server'
const longestConfig = 4_096

/** Reads a configuration out of text; `null` when the text is anything else (an SPA fallback page, say). */
export const parseServerConfig = (text: string): ServerConfig | null => {
  if (text.length > longestConfig) return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { url, key, protocol, telemetry } = value as { [name: string]: unknown }
  if (typeof url !== 'string' || typeof key !== 'string' || typeof protocol !== 'number')
    return null
  if (!URL.canParse(url)) return null
  const collector = typeof telemetry === 'string' && URL.canParse(telemetry) ? { telemetry } : {}
  return { url, key, protocol, ...collector }
}

/** The configuration seen at the last visit, so that the app opens without asking. */
export const rememberedServer = (storage: Storage): ServerConfig | null =>
  parseServerConfig(storage.getItem(storageKey) ?? '')

export const rememberServer = (storage: Storage, config: ServerConfig): void =>
  storage.setItem(storageKey, JSON.stringify(config))

/** Asks the origin for its server; `null` when it has none or cannot be reached (the app then works on this device). */
export const askForServer = async (fetcher: typeof fetch): Promise<ServerConfig | null> => {
  const answer = await fetcher('/config.json', { cache: 'no-store' }).catch(() => null)
  return answer?.ok ? parseServerConfig(await answer.text().catch(() => '')) : null
}

export const sameServer = (a: ServerConfig | null, b: ServerConfig | null): boolean =>
  a?.url === b?.url &&
  a?.key === b?.key &&
  a?.protocol === b?.protocol &&
  a?.telemetry === b?.telemetry
