const prefix = 'coldopen:window:'
let own = ''

/**
 * Marks this page as open: by a Web Lock of its own, which it gives back when it is left, and the browser when it dies. A
 * page in the back/forward cache is not open: it is thrown out when a new version takes over. Where there are no locks (an
 * address without TLS) there is no service worker either, and nobody asks.
 */
export const markOpen = (): void => {
  const locks = navigator.locks as LockManager | undefined
  if (locks === undefined) return
  own = prefix + crypto.randomUUID()
  const hold = () => {
    const left = new Promise((resolve) => addEventListener('pagehide', resolve, { once: true }))
    locks.request(own, () => left).catch(reportError)
  }
  hold()
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) hold()
  })
}

const others = async (): Promise<readonly string[]> => {
  const { held = [] } = await navigator.locks.query()
  return held.flatMap(({ name = '' }) => (name.startsWith(prefix) && name !== own ? [name] : []))
}

/** Resolves when one of the pages has gone. */
const untilOneGoes = async (pages: readonly string[], signal: AbortSignal): Promise<void> => {
  const enough = new AbortController()
  const either = AbortSignal.any([signal, enough.signal])
  const gone = pages.map((page) => navigator.locks.request(page, { signal: either }, () => {}))
  try {
    await Promise.race(gone)
  } finally {
    enough.abort()
    await Promise.allSettled(gone)
  }
}

/** Resolves when this is the only page of the app; `tell` hears how many others are open. Rejects when aborted. */
export const untilAlone = async (
  tell: (others: number) => void,
  signal: AbortSignal,
): Promise<void> => {
  for (let open = await others(); open.length > 0; open = await others()) {
    tell(open.length)
    await untilOneGoes(open, signal)
  }
  signal.throwIfAborted()
}
