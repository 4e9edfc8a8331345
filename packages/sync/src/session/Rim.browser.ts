import type { Rim } from './Rim.ts'

/** A page. It may be gone after it was hidden, left or blurred: work is sealed and saved then (LOG-7). */
export const browserRim: Rim = {
  listen: (heard) => {
    const stop = new AbortController()
    const on = (target: EventTarget, name: string, then: () => void): void =>
      target.addEventListener(name, then, { signal: stop.signal })
    on(window, 'pagehide', () => heard('hiding'))
    on(window, 'blur', () => heard('hiding'))
    on(document, 'visibilitychange', () =>
      heard(document.visibilityState === 'hidden' ? 'hiding' : 'woke'),
    )
    on(document, 'freeze', () => heard('hiding'))
    on(document, 'resume', () => heard('woke'))
    on(window, 'online', () => heard('woke'))
    on(window, 'offline', () => heard('offline'))
    return () => stop.abort()
  },
}
