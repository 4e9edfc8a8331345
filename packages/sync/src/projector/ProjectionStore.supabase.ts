import {
  createClient,
  type PostgrestError,
  type PostgrestSingleResponse,
  type SupabaseClient,
} from '@supabase/supabase-js'
import { Effect, Layer, Schema } from 'effect'
import { Page } from '../protocol/Event.ts'
import { maxPageEvents } from '../protocol/Limits.ts'
import { Incompatible, Offline, type SyncError } from '../protocol/SyncError.ts'
import { toSyncError } from '../supabase/Refusal.ts'
import { CursorMoved, ProjectionStore } from './ProjectionStore.ts'
import { WorkList } from './ProjectionWork.ts'

/** A backend, embedded or hosted, and the key that stands for the service. */
export interface ServiceAccess {
  readonly url: string
  readonly secretKey: string
}

/** The store behind `projection_work`, `read_events`, `apply_projection` and `quarantine_event`. */
export const layerSupabase = ({ url, secretKey }: ServiceAccess): Layer.Layer<ProjectionStore> =>
  Layer.sync(ProjectionStore, () => {
    const client = createClient(url, secretKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    })
    return {
      work: (limit) =>
        request(client, 'projection_work', { p_limit: Math.min(limit, longestList) }).pipe(
          Effect.flatMap(answered(WorkList)),
          Effect.map(({ documents }) => documents),
        ),
      read: (doc, after, epoch) =>
        request(client, 'read_events', {
          p_doc: doc,
          p_after: after,
          p_epoch: epoch,
          p_limit: maxPageEvents,
        }).pipe(Effect.flatMap(answered(Page))),
      apply: ({ doc, epoch, from, to, writes }) =>
        request(client, 'apply_projection', {
          p_doc: doc,
          p_epoch: epoch,
          p_from: from,
          p_to: to,
          p_rows: writes,
        }).pipe(
          Effect.flatMap((response): Effect.Effect<unknown, SyncError | CursorMoved> =>
            response.error?.code === cursorMoved
              ? Effect.fail(new CursorMoved({ doc }))
              : answered(Schema.Unknown)(response),
          ),
          Effect.asVoid,
        ),
      quarantine: (doc, seq, reason) =>
        request(client, 'quarantine_event', { p_doc: doc, p_seq: seq, p_reason: reason }).pipe(
          Effect.flatMap(answered(Schema.Unknown)),
          Effect.asVoid,
        ),
    }
  })

/** Most documents `projection_work` lists. */
const longestList = 1_000

/** `apply_projection` says busy, by a code a gateway never sends, when the cursor is not where it was. */
const cursorMoved = 'PT503'

type Response = PostgrestSingleResponse<unknown>

const request = (
  client: SupabaseClient,
  name: string,
  args: object,
): Effect.Effect<Response, Offline> =>
  Effect.tryPromise({
    try: (signal) => client.rpc(name, args).abortSignal(signal),
    catch: (cause) => new Offline({ detail: String(cause) }),
  })

const answered =
  <A>(answer: Schema.ConstraintDecoder<A>) =>
  ({ data, error, status }: Response): Effect.Effect<A, SyncError> =>
    error === null
      ? Schema.decodeUnknownEffect(answer)(data).pipe(
          Effect.mapError(
            () =>
              new Incompatible({ detail: 'The server answered what this version cannot read.' }),
          ),
        )
      : Effect.fail(refusal(error, status))

/** Only a session can meet a taken clientID, and a projector has none. */
function refusal(error: PostgrestError, status: number): SyncError {
  const failure = toSyncError({ ...error, status, details: error.details ?? '' })
  return failure._tag === 'ClientIdTaken' ? new Incompatible({ detail: failure.detail }) : failure
}
