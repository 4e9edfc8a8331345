import { Context, Effect } from 'effect'
import { EventLog } from '../log/EventLog.ts'
import { Forbidden, type SyncError } from '../protocol/SyncError.ts'
import { settled } from '../session/AwaitSession.ts'
import { makeDocument } from '../session/DocumentMaking.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { acquireRead } from './AcquireRead.ts'
import type { DocumentSession, Documents } from './Client.ts'
import { makeDocumentHandle } from './DocumentHandle.ts'
import type { Engine } from './Engine.ts'
import { parkedEvents } from './ParkedEvents.ts'

/** The documents a caller may open and make, and how each stands with the log. */
export const makeDocuments = (engine: Engine): Documents => {
  const { parts, book, pool, states } = engine
  /** Other accounts of this device have their copies here too. */
  const mine = (document: string): Effect.Effect<void, Forbidden> => {
    const owner = book.get(document)?.owner ?? null
    return owner === null || owner === engine.account.get()?.id
      ? Effect.void
      : Effect.fail(new Forbidden({ detail: 'The document belongs to another account.' }))
  }
  const open = Effect.fnUntraced(function* (
    document: string,
  ): Effect.fn.Return<DocumentSession, SyncError | DeviceCannotSave> {
    yield* mine(document)
    const opened = yield* acquireRead(engine, document, true)
    return makeDocumentHandle(engine, document, opened, pool.release(opened))
  })
  const retry = (document: string) =>
    Effect.andThen(
      mine(document),
      Effect.acquireUseRelease(
        pool.acquire(document, false),
        ({ worker }) => {
          worker.again()
          return settled(worker)
        },
        (opened) => pool.release(opened),
      ),
    )
  const quarantined = (document: string) =>
    Effect.flatMap(engine.server, (server) => Context.get(server, EventLog).quarantined(document))
  return {
    open: (document) => engine.run(open(document)),
    create: ({ project, kind, init }) => {
      const document = parts.ids.uuid()
      const owner = engine.account.get()?.id ?? null
      const making = makeDocument(book, pool, { document, project, kind, owner, init }, true)
      return engine.run(
        Effect.map(making, (opened) =>
          makeDocumentHandle(engine, document, opened, pool.release(opened)),
        ),
      )
    },
    state: (document) => states.get(document),
    list: (project) =>
      [...book.entries()].flatMap(([id, record]) =>
        record.project === project ? [{ id, kind: record.kind }] : [],
      ),
    parked: (document) =>
      engine.run(Effect.andThen(mine(document), parkedEvents(parts.store, document))),
    retry: (document) => engine.run(retry(document)),
    quarantined: (document) => engine.run(quarantined(document)),
  }
}
