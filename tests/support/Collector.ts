import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Span {
  readonly name: string
  readonly attributes: readonly Attribute[]
}
interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue?: string; readonly intValue?: number | string }
}
interface Point {
  readonly attributes: readonly Attribute[]
  readonly asDouble?: number
  readonly asInt?: number | string
  readonly count?: number | string
  readonly sum?: number
}
interface Metric {
  readonly name: string
  readonly gauge?: { readonly dataPoints: readonly Point[] }
  readonly histogram?: { readonly dataPoints: readonly Point[] }
}
interface Traces {
  readonly resourceSpans?: readonly { readonly scopeSpans: readonly { spans: readonly Span[] }[] }[]
}
interface Metrics {
  readonly resourceMetrics?: readonly {
    readonly scopeMetrics: readonly { metrics: readonly Metric[] }[]
  }[]
}

/** What a span or a point says of itself, as a plain object. */
export const attributesOf = ({ attributes }: Pick<Span, 'attributes'>): Record<string, string> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, String(value.stringValue ?? value.intValue ?? '')]),
  )

/** An OpenTelemetry collector that keeps what it is sent by OTLP/HTTP as JSON. */
export const startCollector = async () => {
  const bodies: string[] = []
  const spans: Span[] = []
  const points = new Map<string, readonly Point[]>()
  const server = createServer(async (request, response) => {
    // As a collector does whose `cors` lets the app's origin in.
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', '*')
    if (request.method === 'OPTIONS') return response.writeHead(204).end()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    bodies.push(body)
    if (request.url === '/v1/traces')
      for (const { scopeSpans } of (JSON.parse(body) as Traces).resourceSpans ?? [])
        spans.push(...scopeSpans.flatMap((scope) => scope.spans))
    if (request.url === '/v1/metrics')
      for (const { scopeMetrics } of (JSON.parse(body) as Metrics).resourceMetrics ?? [])
        for (const { name, gauge, histogram } of scopeMetrics.flatMap((scope) => scope.metrics))
          points.set(name, (gauge ?? histogram)?.dataPoints ?? [])
    return response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bodies,
    spans,
    points,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
