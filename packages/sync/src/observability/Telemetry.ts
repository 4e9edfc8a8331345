import type { Effect } from 'effect'

/** What a span or a measurement says of itself. Never a text, a token, an address or who somebody is. */
export type Attributes = Readonly<Record<string, string | number>>

/** Where a process says what it does and how it fares. */
export interface Telemetry {
  /** False: nobody listens, and nothing need be measured. */
  readonly on: boolean
  /** Runs `work` as a span; `told` says more of it once it is done. */
  span<A>(
    name: string,
    attributes: Attributes,
    work: () => Promise<A>,
    told?: (value: A) => Attributes,
  ): Promise<A>
  /** The same for an effect: it becomes a span of its own, failed when it fails. */
  traced(
    name: string,
    attributes?: Attributes,
  ): <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** One more measurement of a histogram: milliseconds. */
  took(name: string, ms: number, attributes?: Attributes): void
  /** One more measurement of a histogram: a number of things. */
  many(name: string, amount: number, attributes?: Attributes): void
  /** Where something stands now. */
  stands(name: string, value: number, attributes?: Attributes): void
}

/** Says nothing and costs nothing: what everybody gets who asks for no telemetry. */
export const noTelemetry: Telemetry = {
  on: false,
  span: (_name, _attributes, work) => work(),
  traced: () => (work) => work,
  took: () => {},
  many: () => {},
  stands: () => {},
}
