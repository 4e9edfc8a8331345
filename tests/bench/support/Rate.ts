/** Calls operations, each from a loop of its own, for a while; how often a second one ended. */
export const rate = async (
  operations: readonly (() => Promise<unknown>)[],
  milliseconds = 900,
): Promise<number> => {
  let done = 0
  const started = performance.now()
  const loop = async (operation: () => Promise<unknown>) => {
    while (performance.now() < started + milliseconds) {
      await operation()
      done += 1
    }
  }
  await Promise.all(operations.map(loop))
  return (done * 1_000) / (performance.now() - started)
}
