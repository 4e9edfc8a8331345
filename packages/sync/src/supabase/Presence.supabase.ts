import { Effect, Layer } from 'effect'
import { Presence } from '../realtime/Presence.ts'
import { leaveChannel } from './LeaveChannel.ts'
import { Supabase } from './SupabaseClient.ts'

const event = 'awareness'

/** Nobody answers these messages: how long supabase-js keeps a timer and a listener for the answer, in ms. */
const noAnswer = { timeout: 1 }

/** supabase-js sends a view as JSON of its indices; only a bare ArrayBuffer travels as bytes. */
const bare = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

/** Presence over a private broadcast topic, as bytes. */
export const layerPresence: Layer.Layer<Presence, never, Supabase> = Layer.effect(
  Presence,
  Effect.gen(function* () {
    const client = yield* Supabase
    return Presence.of({
      join: (document, heard, joined) =>
        Effect.acquireRelease(
          Effect.sync(() => {
            const channel = client.channel(`presence:${document}`, {
              config: { private: true, broadcast: { self: false, ack: false } },
            })
            let open = false
            channel
              .on('broadcast', { event }, ({ payload }: { payload: unknown }) => {
                if (payload instanceof ArrayBuffer) heard(new Uint8Array(payload))
              })
              .subscribe((status) => {
                open = status === 'SUBSCRIBED'
                if (open) joined()
              })
            const send = (update: Uint8Array): void => {
              if (!open) return
              const message = { type: 'broadcast' as const, event, payload: bare(update) }
              const sent = channel.send(message, noAnswer)
              sent.catch(() => undefined)
            }
            return { channel, send }
          }),
          ({ channel }) => Effect.promise(() => leaveChannel(client, channel)),
        ).pipe(Effect.map(({ send }) => ({ send }))),
    })
  }),
)
