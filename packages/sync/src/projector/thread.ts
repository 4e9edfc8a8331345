import { parentPort, workerData } from 'node:worker_threads'
import { Effect, Layer, Logger, ManagedRuntime } from 'effect'
import { noTelemetry } from '../observability/Telemetry.ts'
import { coreProjection } from './Projection.ts'
import { layerSupabase } from './ProjectionStore.supabase.ts'
import { Projector } from './Projector.ts'
import type { FromThread, ThreadStart, ToThread } from './ThreadMessage.ts'

const port = parentPort
if (port === null) throw new Error('This is the thread of a projector; startProjector starts it.')
const { id, config, telemetry: target, ...access } = workerData as ThreadStart
const tell = (message: FromThread): void => port.postMessage(message)

const logger = Logger.make(({ message, logLevel }) => {
  const [sentence, given] = [message].flat()
  const level = logLevel === 'Error' || logLevel === 'Fatal' ? 'error' : 'info'
  const fields = typeof given === 'object' && given !== null ? { ...given } : {}
  tell({ tag: 'log', level, sentence: String(sentence), fields })
})

const otlp =
  target === null
    ? null
    : await (await import('../observability/Telemetry.otlp.ts')).otlpTelemetry(target)

const runtime = ManagedRuntime.make(
  Projector.layer(config, coreProjection, {
    id,
    telemetry: otlp ?? noTelemetry,
    watch: {
      enter: (doc, seq) => tell({ tag: 'enter', doc, seq }),
      leave: () => tell({ tag: 'leave' }),
      passed: (stats) => tell({ tag: 'stats', stats }),
    },
  }).pipe(Layer.provide([layerSupabase(access), Logger.layer([logger])])),
)
const projector = await runtime.runPromise(Projector.use(Effect.succeed))

/** Stops between two steps, and sends the last spans. */
const close = async (): Promise<void> => {
  await runtime.dispose()
  await otlp?.close()
}

port.on('message', (message: ToThread) => {
  if (message.tag === 'wake') projector.wake()
  else if (message.tag === 'close') void close().finally(() => process.exit(0))
  else
    void runtime
      .runPromise(projector.idle)
      .then(() => tell({ tag: 'idle', call: message.call, stats: projector.stats() }))
})
tell({ tag: 'ready' })
