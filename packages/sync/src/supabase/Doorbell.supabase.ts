import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'
import { Effect, Layer, Schema, type Scope } from 'effect'
import { Ring } from '../protocol/Event.ts'
import { Doorbell } from '../realtime/Doorbell.ts'
import { leaveChannel } from './LeaveChannel.ts'
import { Supabase } from './SupabaseClient.ts'

const Changed = Schema.Struct({ project: Schema.NullOr(Schema.String) })

interface Topic {
  readonly name: string
  readonly event: string
  readonly rang: (payload: unknown) => void
  readonly joined: () => void
  readonly lost: () => void
}

/** The doorbell over Supabase Realtime: private channels, which only the server side rings (RT-2). */
export const layerDoorbell: Layer.Layer<Doorbell, never, Supabase> = Layer.effect(
  Doorbell,
  Effect.gen(function* () {
    const client = yield* Supabase
    return Doorbell.of({
      document: (document, heard) =>
        listen(client, {
          name: `doc:${document}`,
          event: 'append',
          joined: () => heard({ _tag: 'Joined' }),
          lost: () => heard({ _tag: 'Lost' }),
          rang: (payload) => {
            const ring = Schema.decodeUnknownOption(Ring)(payload)
            if (ring._tag === 'Some') heard({ _tag: 'Rang', ring: ring.value })
            else heard({ _tag: 'Joined' })
          },
        }),
      account: (account, heard) =>
        listen(client, {
          name: `user:${account}`,
          event: 'documents',
          joined: () => heard({ _tag: 'Joined' }),
          lost: () => undefined,
          rang: (payload) => {
            const changed = Schema.decodeUnknownOption(Changed)(payload)
            heard({
              _tag: 'DocumentsChanged',
              project: changed._tag === 'Some' ? changed.value.project : null,
            })
          },
        }),
    })
  }),
)

const listen = (
  client: SupabaseClient,
  { name, event, rang, joined, lost }: Topic,
): Effect.Effect<void, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync((): RealtimeChannel => {
      const channel = client.channel(name, { config: { private: true } })
      channel
        .on('broadcast', { event }, ({ payload }) => rang(payload))
        .subscribe((status) => (status === 'SUBSCRIBED' ? joined() : lost()))
      return channel
    }),
    (channel) => Effect.promise(() => leaveChannel(client, channel)),
  ).pipe(Effect.asVoid)
