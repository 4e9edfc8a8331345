import type { OpenClient } from './Studio.ts'

/** Loads the engine (and with it Yjs and supabase-js) only now, then opens it on this device's store. */
export const openClient: OpenClient = async (server) => {
  const { openClient: open } = await import('@coldopen/sync/client')
  const collector = server?.telemetry
  const telemetry = collector === undefined ? {} : { telemetry: { endpoint: collector } }
  return open({ server, ...telemetry })
}
