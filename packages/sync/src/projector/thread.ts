import { parentPort, workerData } from 'node:worker_threads'
import { Effect, Layer, Logger, ManagedRuntime } from 'effect'
import { coreProjection } from './Projection.ts'
import { layerSupabase } from './ProjectionStore.supabase.ts'
import { Projector } from './Projector.ts'
import type { FromThread, ThreadStart, ToThread } from './ThreadMessage.ts'

const port = parentPort
if (port === null) throw new Error('This is the thread of a projector; startProjector starts it.')
const { id, config, ...access } = workerData as ThreadStart
const tell = (message: FromThread): void => port.postMessage(message)

const logger = Logger.make(({ message, logLevel }) => {
  const [sentence, given] = [message].flat()
  const level = logLevel === 'Error' || logLevel === 'Fatal' ? 'error' : 'info'
  const fields = typeof given === 'object' && given !== null ? { ...given } : {}
  tell({ tag: 'log', level, sentence: String(sentence), fields })
})

const runtime = ManagedRuntime.make(
  Projector.layer(config, coreProjection, {
    id,
    watch: {
      enter: (doc, seq) => tell({ tag: 'enter', doc, seq }),
      leave: () => tell({ tag: 'leave' }),
      passed: (stats) => tell({ tag: 'stats', stats }),
    },
  }).pipe(Layer.provide([layerSupabase(access), Logger.layer([logger])])),
)
const projector = await runtime.runPromise(Projector.use(Effect.succeed))

port.on('message', (message: ToThread) => {
  if (message.tag === 'wake') projector.wake()
  else if (message.tag === 'close') void runtime.dispose().finally(() => process.exit(0))
  else
    void runtime
      .runPromise(projector.idle)
      .then(() => tell({ tag: 'idle', call: message.call, stats: projector.stats() }))
})
tell({ tag: 'ready' })
