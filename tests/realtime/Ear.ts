import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'

/** A broadcast as supabase-js hands it over. */
interface Heard {
  readonly event: string
  readonly payload: unknown
  readonly meta: { readonly id: string; readonly replayed?: boolean } | undefined
}

/** A joined channel and everything that happened on it. */
export interface Ear {
  readonly channel: RealtimeChannel
  /** `SUBSCRIBED`, or the sentence of the refusal. */
  readonly outcome: string
  readonly heard: readonly Heard[]
  /** Subscription states and system messages, in order. */
  readonly events: readonly string[]
}

type ChannelOptions = NonNullable<Parameters<SupabaseClient['channel']>[1]>['config']

/** Joins a topic, privately unless told otherwise, and keeps listening. */
export const listen = async (
  client: SupabaseClient,
  topic: string,
  config: ChannelOptions = {},
): Promise<Ear> => {
  await client.realtime.setAuth()
  const heard: Heard[] = []
  const events: string[] = []
  const channel = client.channel(topic, { config: { private: true, ...config } })
  channel.on('broadcast', { event: '*' }, (message) =>
    heard.push({ event: message.event, payload: message['payload'], meta: message.meta }),
  )
  channel.on('system', {}, ({ message }: { message: string }) => events.push(message))
  const outcome = await new Promise<string>((resolve) => {
    channel.subscribe((status, error) => {
      events.push(status)
      if (status !== 'CLOSED') resolve(error?.message ?? status)
    })
  })
  return { channel, outcome, heard, events }
}
