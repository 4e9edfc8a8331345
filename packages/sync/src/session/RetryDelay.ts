import type { RetryConfig } from './EngineConfig.ts'

/**
 * The wait before attempt `attempt` + 1, in milliseconds: exponential, with jitter from half of it to all of it, so
 * that clients of a server that comes back do not all ask at once. `random` is in [0, 1).
 */
export const retryDelay = (attempt: number, random: number, retry: RetryConfig): number => {
  let waited = 0
  let delay = retry.first
  for (let i = 1; i < attempt && waited < retry.window; i++) {
    waited += delay
    delay = Math.min(delay * 2, retry.cap)
  }
  const full = waited < retry.window ? delay : retry.slowCap
  return full * (0.5 + random / 2)
}
