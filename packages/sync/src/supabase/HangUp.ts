import type { SupabaseClient } from '@supabase/supabase-js'
import { leaveChannel } from './LeaveChannel.ts'

/** What realtime-js 2.119.0 has below its declarations: the socket, whose wait for the end can be chosen, and its plan. */
interface Below {
  readonly socketAdapter: {
    disconnect(closed: () => void, code: undefined, reason: undefined, waitMs: number): unknown
  }
  _cancelPendingDisconnect(): void
}

const hasBelow = (realtime: object): realtime is Below =>
  'socketAdapter' in realtime && '_cancelPendingDisconnect' in realtime

/**
 * Leaves every channel, ends the realtime socket and resolves when it is closed. `realtime.disconnect()` does as much,
 * but leaves a timer of ten seconds behind, for which a Node process would wait.
 */
export const hangUp = async (client: SupabaseClient): Promise<void> => {
  const realtime: object = client.realtime
  await Promise.all(client.getChannels().map((channel) => leaveChannel(client, channel)))
  if (!hasBelow(realtime)) return void (await client.realtime.disconnect())
  await new Promise<void>((resolve) =>
    realtime.socketAdapter.disconnect(resolve, undefined, undefined, 0),
  )
  realtime._cancelPendingDisconnect()
}
