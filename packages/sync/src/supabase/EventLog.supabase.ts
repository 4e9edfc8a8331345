import { Effect, Layer, Schema } from 'effect'
import { EventLog } from '../log/EventLog.ts'
import { Appended, Listed, Opened, Page } from '../protocol/Event.ts'
import { maxPageEvents, protocolVersion } from '../protocol/Limits.ts'
import { callFunction, callPlainly } from './CallFunction.ts'
import { Supabase } from './SupabaseClient.ts'

const Documents = Schema.Struct({ documents: Schema.Array(Listed) })

/** The log behind the SQL functions of `docs/spec/seams.md`, embedded and hosted alike. */
export const layerEventLog: Layer.Layer<EventLog, never, Supabase> = Layer.effect(
  EventLog,
  Effect.gen(function* () {
    const client = yield* Supabase
    return EventLog.of({
      createProject: (p_project) => callPlainly(client, 'create_project', { p_project }, Opened),
      createDocument: (p_project, p_doc, p_kind) =>
        callPlainly(client, 'create_document', { p_project, p_doc, p_kind }, Opened),
      registerSession: (p_doc, p_session, p_client_id) =>
        callFunction(
          client,
          'register_session',
          { p_doc, p_session, p_client_id, p_protocol: protocolVersion },
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
      list: (p_project) =>
        Effect.map(
          callPlainly(client, 'list_documents', { p_project }, Documents),
          ({ documents }) => documents,
        ),
    })
  }),
)
