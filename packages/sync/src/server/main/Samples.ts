import type { ProjectorStats } from '../../projector/ProjectorStats.ts'
import type { Telemetry } from '../../observability/Telemetry.ts'
import type { RealtimeStats } from '../realtime/Realtime.ts'

/** What is looked at now and then. */
interface Sources {
  readonly realtime: () => RealtimeStats
  readonly projector: () => ProjectorStats | null
}

/** Tells where realtime and the projector stand, every `everyMs`, and once more when it is stopped. */
export const startSamples = (telemetry: Telemetry, sources: Sources, everyMs: number) => {
  const look = () => {
    const { connections, channels, delivered, slowCloses } = sources.realtime()
    telemetry.stands('coldopen.realtime.connections', connections)
    telemetry.stands('coldopen.realtime.channels', channels)
    telemetry.stands('coldopen.realtime.delivered', delivered)
    telemetry.stands('coldopen.realtime.slow_closes', slowCloses)
    const projector = sources.projector()
    if (projector === null) return
    telemetry.stands('coldopen.projector.behind.documents', projector.behind.documents)
    telemetry.stands('coldopen.projector.behind.events', projector.behind.events)
    telemetry.stands('coldopen.projector.steps', projector.steps)
    telemetry.stands('coldopen.projector.events', projector.events)
    telemetry.stands('coldopen.projector.quarantined', projector.quarantined)
    telemetry.stands('coldopen.projector.parked', projector.parked.length)
  }
  const timer = setInterval(look, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      look()
    },
  }
}
