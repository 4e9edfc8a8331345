/** Resolves when the browser has nothing more urgent to do, such as showing a frame; after 200 ms at the latest. */
export const idle = (): Promise<void> =>
  new Promise((resume) => {
    if (typeof requestIdleCallback === 'function')
      requestIdleCallback(() => resume(), { timeout: 200 })
    else setTimeout(resume, 50)
  })
