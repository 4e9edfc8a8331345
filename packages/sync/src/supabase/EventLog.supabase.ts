import { Effect, Layer, Schema } from 'effect'
import { type CatchUp, EventLog } from '../log/EventLog.ts'
import { readParts } from '../log/SnapshotParts.ts'
import { Appended, Listed, Opened, Page, Sessions } from '../protocol/Event.ts'
import { maxPageEvents, protocolVersion } from '../protocol/Limits.ts'
import { CatchUpAnswer, SnapshotAnswer } from '../protocol/Snapshot.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import { callFunction, callPlainly } from './CallFunction.ts'
import { Supabase } from './SupabaseClient.ts'

const Quarantined = Schema.Struct({
  events: Schema.Array(
    Schema.Struct({
      seq: Schema.Int,
      actor_id: Schema.String,
      reason: Schema.String,
      bytes: Schema.Int,
      authored_at: Schema.String,
      quarantined_at: Schema.String,
    }),
  ),
})
const Documents = Schema.Struct({ documents: Schema.Array(Listed), more: Schema.Boolean })

/** Documents in one answer of `list_documents`, which takes up to 1,000. */
const listedAtOnce = 500

/** The log behind the SQL functions of `docs/spec/seams.md`, embedded and hosted alike. */
export const layerEventLog: Layer.Layer<EventLog, never, Supabase> = Layer.effect(
  EventLog,
  Effect.gen(function* () {
    const client = yield* Supabase
    const readPart = (p_doc: string, p_epoch: number) => (p_seq: number, p_part: number) =>
      Effect.map(
        callPlainly(client, 'read_snapshot', { p_doc, p_epoch, p_seq, p_part }, SnapshotAnswer),
        ({ snapshot }) => snapshot,
      )
    const catchUp = Effect.fnUntraced(function* (
      p_doc: string,
      p_after: number,
      p_epoch: number,
    ): Effect.fn.Return<CatchUp, SyncError> {
      const asked = { p_doc, p_after, p_epoch, p_limit: maxPageEvents }
      for (;;) {
        const { snapshot: first, ...page } = yield* callPlainly(
          client,
          'catch_up',
          asked,
          CatchUpAnswer,
        )
        if (first === null) return { ...page, snapshot: null }
        const snapshot = yield* readParts(first, readPart(p_doc, p_epoch))
        if (snapshot !== null) return { ...page, snapshot }
      }
    })
    return EventLog.of({
      createProject: (p_project) => callPlainly(client, 'create_project', { p_project }, Opened),
      createDocument: (p_project, p_doc, p_kind) =>
        callPlainly(client, 'create_document', { p_project, p_doc, p_kind }, Opened),
      registerSession: (p_doc, p_session, p_client_id, p_device) =>
        callFunction(
          client,
          'register_session',
          { p_doc, p_session, p_client_id, p_protocol: protocolVersion, p_device },
          Opened,
        ),
      append: (p_doc, p_session, p_epoch, p_events) =>
        callPlainly(client, 'append_events', { p_doc, p_session, p_epoch, p_events }, Appended),
      read: (p_doc, p_after, p_epoch) =>
        callPlainly(
          client,
          'read_events',
          { p_doc, p_after, p_epoch, p_limit: maxPageEvents },
          Page,
        ),
      catchUp,
      sessions: (p_doc, p_sessions) =>
        callPlainly(client, 'list_sessions', { p_doc, p_sessions }, Sessions),
      list: (p_project) =>
        Effect.gen(function* () {
          const listed: Listed[] = []
          for (let more = true; more;) {
            const args = {
              p_project,
              p_after_doc: listed.at(-1)?.doc ?? null,
              p_limit: listedAtOnce,
            }
            const page = yield* callPlainly(client, 'list_documents', args, Documents)
            listed.push(...page.documents)
            more = page.more
          }
          return listed
        }),
      quarantined: (p_doc) =>
        Effect.map(callPlainly(client, 'list_quarantined', { p_doc }, Quarantined), ({ events }) =>
          events.map(({ actor_id, authored_at, quarantined_at, ...event }) => ({
            ...event,
            actor: actor_id,
            authoredAt: authored_at,
            quarantinedAt: quarantined_at,
          })),
        ),
    })
  }),
)
