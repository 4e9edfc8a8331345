import { Cause, Context, Effect, Exit, Layer, ManagedRuntime, Metric, Option, Tracer } from 'effect'
import { FetchHttpClient } from 'effect/http'
import { OtlpMetrics, OtlpSerialization, OtlpTracer } from 'effect/observability'
import type { Attributes, Telemetry } from './Telemetry.ts'

/** Where measurements go: an OpenTelemetry collector that takes OTLP over HTTP. */
export interface TelemetryTarget {
  /** Its base address, as in `OTEL_EXPORTER_OTLP_ENDPOINT`; `/v1/traces` and `/v1/metrics` are below it. */
  readonly endpoint: string
  readonly service: string
  readonly version: string
  /** How often it is sent, in ms. Default 10,000. */
  readonly everyMs?: number | undefined
}

const defaultEveryMs = 10_000
const shutdownMs = 3_000

const milliseconds = Metric.exponentialBoundaries({ start: 0.5, factor: 2, count: 16 })
const amounts = Metric.exponentialBoundaries({ start: 1, factor: 2, count: 14 })

/** `ok`, or the tag of what it failed with. */
const outcomeOf = (exit: Exit.Exit<unknown, unknown>): string => {
  if (Exit.isSuccess(exit)) return 'ok'
  const error = Option.getOrNull(Cause.findErrorOption(exit.cause))
  return typeof error === 'object' && error !== null && '_tag' in error
    ? String(error._tag)
    : 'failed'
}

/** Sends spans and metrics by OTLP. What cannot be delivered is dropped: the work never waits for it. */
export const otlpTelemetry = async (
  target: TelemetryTarget,
): Promise<Telemetry & { close(): Promise<void> }> => {
  const base = target.endpoint.replace(/\/+$/, '')
  const shared = {
    resource: { serviceName: target.service, serviceVersion: target.version },
    exportInterval: target.everyMs ?? defaultEveryMs,
    shutdownTimeout: shutdownMs,
  }
  const layer = Layer.mergeAll(
    OtlpTracer.layer({ url: `${base}/v1/traces`, ...shared }),
    OtlpMetrics.layer({ url: `${base}/v1/metrics`, ...shared }),
  ).pipe(
    Layer.provide([OtlpSerialization.layerJson, FetchHttpClient.layer]),
    Layer.provideMerge(Layer.sync(Metric.MetricRegistry, () => new Map())),
  )
  const runtime = ManagedRuntime.make(layer)
  const context = await runtime.context()
  const tracer = Context.get(context, Tracer.Tracer)
  const kept = new Map<string, Metric.Histogram<number> | Metric.Gauge<number>>()
  const histogram = (name: string, boundaries: readonly number[]) => {
    const metric = kept.get(name) ?? Metric.histogram(name, { boundaries })
    kept.set(name, metric)
    return metric
  }
  const record = (metric: Metric.Metric<number, unknown>, value: number, about: Attributes) => {
    const named = Object.entries(about).map(([name, text]): [string, string] => [name, `${text}`])
    Metric.withAttributes(metric, named).updateUnsafe(value, context)
  }
  return {
    on: true,
    span: (name, attributes, work, told) =>
      runtime.runPromise(
        Effect.tryPromise({ try: work, catch: (cause) => cause }).pipe(
          Effect.tap((value) => Effect.annotateCurrentSpan(told?.(value) ?? {})),
          Effect.withSpan(name, { attributes, root: true }),
        ),
      ),
    // A span that failed would carry the failure's words; they may name a document.
    traced: (name, attributes) => (work) =>
      Effect.exit(work).pipe(
        Effect.tap((exit) => Effect.annotateCurrentSpan('outcome', outcomeOf(exit))),
        Effect.withSpan(name, { attributes: attributes ?? {}, root: true }),
        Effect.provideService(Tracer.Tracer, tracer),
        Effect.flatten,
      ),
    took: (name, ms, about = {}) => record(histogram(name, milliseconds), ms, about),
    many: (name, amount, about = {}) => record(histogram(name, amounts), amount, about),
    stands: (name, value, about = {}) => record(Metric.gauge(name), value, about),
    close: () => runtime.dispose(),
  }
}
