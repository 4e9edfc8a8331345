/** Runs `act` at once, then at most once per `interval` ms; the last request is never dropped. */
export interface Throttle {
  request(): void
  cancel(): void
}

export const makeThrottle = (interval: number, act: () => void): Throttle => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = false
  const run = (): void => {
    asked = false
    timer = setTimeout(() => {
      timer = undefined
      if (asked) run()
    }, interval)
    act()
  }
  return {
    request() {
      asked = true
      if (timer === undefined) run()
    },
    cancel() {
      clearTimeout(timer)
      timer = undefined
      asked = false
    },
  }
}
