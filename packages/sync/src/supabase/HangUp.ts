import type { SupabaseClient } from '@supabase/supabase-js'

/** Of realtime-js 2.119.0, not in its declarations: the socket below the client, whose wait for the end can be chosen. */
interface SocketBelow {
  disconnect(closed: () => void, code: undefined, reason: undefined, waitMs: number): unknown
}

const isSocketBelow = (value: unknown): value is SocketBelow =>
  typeof value === 'object' && value !== null && 'disconnect' in value

/**
 * Ends the realtime socket and resolves when it is closed. `realtime.disconnect()` alone would leave a timer of ten
 * seconds behind, which keeps a Node process alive; told that the end is under way, it only forgets its own plans.
 */
export const hangUp = async ({ realtime }: SupabaseClient): Promise<void> => {
  if (realtime.connectionState() === 'closed') return
  const below: unknown = Reflect.get(realtime, 'socketAdapter')
  if (!isSocketBelow(below)) return void (await realtime.disconnect())
  const closed = new Promise<void>((resolve) => below.disconnect(resolve, undefined, undefined, 0))
  if (realtime.isDisconnecting()) await realtime.disconnect()
  await closed
}
