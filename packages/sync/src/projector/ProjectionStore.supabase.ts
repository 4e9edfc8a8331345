import { createClient, type PostgrestError, type SupabaseClient } from '@supabase/supabase-js'
import { Effect, Layer, Schema } from 'effect'
import { Page } from '../protocol/Event.ts'
import {
  Forbidden,
  Incompatible,
  Offline,
  ServerBusy,
  SignInAgain,
  TooLarge,
  WrongEpoch,
  type SyncError,
} from '../protocol/SyncError.ts'
import { CursorMoved, ProjectionStore } from './ProjectionStore.ts'
import { WorkList } from './ProjectionWork.ts'

/** Events asked for in one page; the log ends a page earlier when its bodies are large. */
const pageEvents = 1_000

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
    const call = caller(client)
    return {
      work: (limit) =>
        call('projection_work', { p_limit: limit }, WorkList).pipe(
          Effect.map(({ documents }) => documents),
        ),
      read: (doc, after, epoch) =>
        call(
          'read_events',
          { p_doc: doc, p_after: after, p_epoch: epoch, p_limit: pageEvents },
          Page,
        ),
      apply: ({ doc, epoch, from, to, writes }) =>
        call(
          'apply_projection',
          { p_doc: doc, p_epoch: epoch, p_from: from, p_to: to, p_rows: writes },
          Schema.Unknown,
        ).pipe(
          Effect.asVoid,
          Effect.catchTag('WrongEpoch', () => Effect.fail(new CursorMoved({ doc }))),
        ),
      quarantine: (doc, seq, reason) =>
        call(
          'quarantine_event',
          { p_doc: doc, p_seq: seq, p_reason: reason.slice(0, 2_000) },
          Schema.Unknown,
        ).pipe(Effect.asVoid),
    }
  })

const caller =
  (client: SupabaseClient) =>
  <A>(
    name: string,
    args: object,
    answer: Schema.ConstraintDecoder<A>,
  ): Effect.Effect<A, SyncError> =>
    Effect.tryPromise({
      try: (signal) => client.rpc(name, args).abortSignal(signal),
      catch: (cause) => new Offline({ detail: String(cause) }),
    }).pipe(
      Effect.flatMap(({ data, error, status }) =>
        error === null
          ? Schema.decodeUnknownEffect(answer)(data).pipe(
              Effect.mapError(
                () =>
                  new Incompatible({ detail: `${name} answered what this version cannot read.` }),
              ),
            )
          : Effect.fail(refusal(error, status)),
      ),
    )

/** The table of refusals in docs/spec/seams.md. */
function refusal({ code, message, details }: PostgrestError, status: number): SyncError {
  const detail = details ?? message
  if (status === 0) return new Offline({ detail })
  if (status === 401) return new SignInAgain({ detail })
  if (status === 403) return new Forbidden({ detail })
  if (code === 'PT409') return new WrongEpoch({ detail })
  if (status === 413) return new TooLarge({ detail })
  if (status === 429 || status >= 500) return new ServerBusy({ detail })
  return new Incompatible({ detail })
}
