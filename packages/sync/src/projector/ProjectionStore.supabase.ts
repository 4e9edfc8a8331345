import {
  createClient,
  type PostgrestError,
  type PostgrestSingleResponse,
  type SupabaseClient,
} from '@supabase/supabase-js'
import { Effect, Layer, Schema } from 'effect'
import { readParts } from '../log/SnapshotParts.ts'
import { Page } from '../protocol/Event.ts'
import { maxPageEvents } from '../protocol/Limits.ts'
import { Incompatible, Offline, type SyncError } from '../protocol/SyncError.ts'
import { type Snapshot, SnapshotAnswer } from '../protocol/Snapshot.ts'
import { toSyncError } from '../supabase/Refusal.ts'
import { CursorMoved, ProjectionStore } from './ProjectionStore.ts'
import { Claimed } from './ProjectionWork.ts'

/** A backend, embedded or hosted, and the key that stands for the service. */
export interface ServiceAccess {
  readonly url: string
  readonly secretKey: string
}

/** The store behind the SQL functions of the projector (docs/spec/seams.md). */
export const layerSupabase = ({ url, secretKey }: ServiceAccess): Layer.Layer<ProjectionStore> =>
  Layer.sync(ProjectionStore, () => {
    const client = createClient(url, secretKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    })
    const ask = (name: string, args: object) => request(client, name, args)
    return {
      claim: (projector, limit, seconds, restMs) =>
        ask('claim_documents', {
          p_projector: projector,
          p_limit: limit,
          p_seconds: seconds,
          p_rest_ms: restMs,
        }).pipe(Effect.flatMap(answered(Claimed))),
      renew: (projector, seconds) =>
        ask('renew_leases', { p_projector: projector, p_seconds: seconds }).pipe(done),
      release: (projector) => ask('release_leases', { p_projector: projector }).pipe(done),
      park: (projector, { doc, head, reason }) =>
        ask('park_document', {
          p_projector: projector,
          p_doc: doc,
          p_head: head,
          p_reason: reason,
        }).pipe(done),
      read: (doc, after, epoch) =>
        ask('read_events', {
          p_doc: doc,
          p_after: after,
          p_epoch: epoch,
          p_limit: maxPageEvents,
        }).pipe(Effect.flatMap(answered(Page))),
      apply: ({ doc, epoch, from, to, writes }) =>
        ask('apply_projection', {
          p_doc: doc,
          p_epoch: epoch,
          p_from: from,
          p_to: to,
          p_rows: writes,
        }).pipe(unlessMoved(doc)),
      quarantine: (doc, seq, reason) =>
        ask('quarantine_event', { p_doc: doc, p_seq: seq, p_reason: reason }).pipe(done),
      snapshot: (doc, epoch) => {
        const part = (p_seq: number | null, p_part: number) =>
          ask('read_snapshot', { p_doc: doc, p_epoch: epoch, p_seq, p_part }).pipe(
            Effect.flatMap(answered(SnapshotAnswer)),
            Effect.map(({ snapshot }) => snapshot),
          )
        return Effect.gen(function* () {
          for (;;) {
            const first = yield* part(null, 0)
            if (first === null) return null
            const whole: Snapshot | null = yield* readParts(first, part)
            if (whole !== null) return whole
          }
        })
      },
      keep: ({ doc, epoch, seq, quarantined, body }) =>
        ask('put_snapshot', {
          p_doc: doc,
          p_epoch: epoch,
          p_seq: seq,
          p_quarantined: quarantined,
          p_body: Buffer.from(body).toString('base64'),
        }).pipe(unlessMoved(doc)),
      compact: (doc, epoch) =>
        ask('compact_log', { p_doc: doc, p_epoch: epoch }).pipe(
          Effect.flatMap(answered(Compacted)),
          Effect.map(({ moved }) => moved),
        ),
    }
  })

const Compacted = Schema.Struct({ moved: Schema.Int })

/** What the functions say, by a code a gateway never sends, when the log or its cursor is not as the caller knew it. */
const moved = 'PT503'

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

const done = <E>(asked: Effect.Effect<Response, E>) =>
  asked.pipe(Effect.flatMap(answered(Schema.Unknown)), Effect.asVoid)

const unlessMoved =
  (doc: string) =>
  <E>(asked: Effect.Effect<Response, E>): Effect.Effect<void, E | SyncError | CursorMoved> =>
    asked.pipe(
      Effect.flatMap((response): Effect.Effect<unknown, SyncError | CursorMoved> =>
        response.error?.code === moved
          ? Effect.fail(new CursorMoved({ doc }))
          : answered(Schema.Unknown)(response),
      ),
      Effect.asVoid,
    )

/** Only a session can meet a taken clientID, and a projector has none. */
function refusal(error: PostgrestError, status: number): SyncError {
  const failure = toSyncError({ ...error, status, details: error.details ?? '' })
  return failure._tag === 'ClientIdTaken' ? new Incompatible({ detail: failure.detail }) : failure
}
