/** Numbers of one measured thing, in `unit`; `samples` are kept so that a reader can judge the noise. */
export interface Measure {
  readonly name: string
  readonly unit: 'µs' | 'ms' | 'B' | 'per s' | 'MB' | '1'
  readonly samples: readonly number[]
}

/** A goal of `docs/spec/performance.md`: ours against a floor or a peer of the same run; without a bound, it is only told. */
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

/** The bound as the table shows it; empty when there is none. */
export const boundOf = ({ most, least }: Ratio): string =>
  most !== undefined ? `≤ ${most}` : least !== undefined ? `≥ ${least}` : ''

/** One word on a ratio: it `holds`, was `MISSED`, or is only `seen`. */
export const verdict = (ratio: Ratio): 'holds' | 'MISSED' | 'seen' =>
  boundOf(ratio) === '' ? 'seen' : holds(ratio) ? 'holds' : 'MISSED'
