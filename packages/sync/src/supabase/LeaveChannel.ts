import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'

const leaving = new WeakMap<RealtimeChannel, Promise<unknown>>()

/** Leaves a channel, once however often it is asked: a second leave waits ten seconds for an answer nobody sends. */
export const leaveChannel = (
  client: SupabaseClient,
  channel: RealtimeChannel,
): Promise<unknown> => {
  const left = leaving.get(channel) ?? client.removeChannel(channel)
  leaving.set(channel, left)
  return left
}
