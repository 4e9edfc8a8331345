/** Bold, italic and underline as bits, so that a style is one number. */
export const bold = 1
export const italic = 2
export const underline = 4

/** Text of one style: a sum of the bits. */
export interface Run {
  readonly text: string
  readonly style: number
}

/** The text of runs. */
export const textOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join('')

/** The same runs with neighbours of one style joined and empty ones dropped. */
export const joinRuns = (runs: readonly Run[]): Run[] => {
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last?.style === run.style)
      joined[joined.length - 1] = { text: last.text + run.text, style: run.style }
    else if (run.text !== '') joined.push(run)
  }
  return joined
}

/** Whether two joined lists of runs say the same. */
export const sameRuns = (a: readonly Run[], b: readonly Run[]): boolean =>
  a.length === b.length && a.every((run, i) => run.text === b[i]?.text && run.style === b[i]?.style)
