/** Numbers of one measured thing, in `unit`; `samples` are kept so that a reader can judge the noise. */
export interface Measure {
  readonly name: string
  readonly unit: 'ms' | 'B' | 'per s' | 'MB'
  readonly samples: readonly number[]
}

/** A goal of `docs/spec/performance.md`: ours against a floor or a peer measured in the same run. */
export interface Ratio {
  readonly goal: string
  readonly name: string
  readonly value: number
  readonly most?: number
  readonly least?: number
}

export interface BenchResult {
  readonly measures: readonly Measure[]
  readonly ratios: readonly Ratio[]
}

export interface Bench {
  readonly name: string
  readonly about: string
  readonly run: () => Promise<BenchResult>
}

/** The value at quantile `q` (0…1) of the samples, nearest rank. */
export const quantile = (samples: readonly number[], q: number): number => {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

export const holds = (ratio: Ratio): boolean =>
  (ratio.most === undefined || ratio.value <= ratio.most) &&
  (ratio.least === undefined || ratio.value >= ratio.least)
