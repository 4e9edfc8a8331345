/** What a server says of itself to whoever asks; strangers of an open one learn less. */
export interface ServerHealth {
  readonly ok: boolean
  readonly protocol: number | null
  /** The program's version. */
  readonly app: string | null
  /** Events its tables do not hold yet. */
  readonly lag: number | null
  /** How far this device's clock is ahead of the server's, in ms; null when the answer bears no time. */
  readonly ahead: number | null
}

const field = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce(
    (at, name) =>
      typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : null,
    value,
  )

const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Asks `GET /health`; null when the server does not answer, or answers something else (a hosted one has no such page). */
export const askHealth = async (
  url: string,
  fetcher: typeof fetch,
  now: () => number,
): Promise<ServerHealth | null> => {
  const answer = await fetcher(`${url}/health`, { cache: 'no-store' }).catch(() => null)
  const body: unknown = await answer?.json().catch(() => null)
  const ok = field(body, 'ok')
  if (answer === null || typeof ok !== 'boolean') return null
  const app = field(body, 'app')
  const told = Date.parse(answer.headers.get('date') ?? '')
  return {
    ok,
    protocol: numberIn(field(body, 'protocol')),
    app: typeof app === 'string' ? app : null,
    lag: numberIn(field(body, 'log', 'lag', 'events')),
    ahead: Number.isNaN(told) ? null : now() - told,
  }
}
