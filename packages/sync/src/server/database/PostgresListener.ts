import postgres from 'postgres'

const firstDelay = 50
const longestDelay = 2_000

/**
 * Listens on a connection of its own and, whenever that is lost, connects and listens again with growing delay.
 * Notifications sent meanwhile are lost, as PostgreSQL promises nothing else: readers check what they missed.
 */
export const listenPostgres = async <T extends Record<string, postgres.PostgresType>>(
  url: string,
  options: postgres.Options<T>,
  channel: string,
  onPayload: (payload: string) => void,
): Promise<() => Promise<void>> => {
  const statement = `listen "${channel.replaceAll('"', '""')}"`
  let open = true
  let delay = firstDelay
  let timer: NodeJS.Timeout | undefined
  // `onnotify` is an option postgres.js reads but does not declare.
  const listening = {
    ...options,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    fetch_types: false,
    onnotify: (name: string, payload: string) => {
      if (name === channel) onPayload(payload)
    },
    onclose: () => {
      if (open) again()
    },
  }
  const sql = postgres(url, listening)
  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      sql.unsafe(statement).then(
        () => (delay = firstDelay),
        () => open && again(),
      )
    }, delay)
    delay = Math.min(delay * 2, longestDelay)
  }
  try {
    await sql.unsafe(statement)
  } catch (cause) {
    open = false
    clearTimeout(timer)
    await sql.end({ timeout: 0 })
    throw cause
  }
  return async () => {
    open = false
    clearTimeout(timer)
    await sql.end({ timeout: 1 })
  }
}
