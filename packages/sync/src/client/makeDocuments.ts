import { Effect } from 'effect'
import { Forbidden, type SyncError } from '../protocol/SyncError.ts'
import { makeDocument } from '../session/DocumentMaking.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { acquireRead } from './AcquireRead.ts'
import type { DocumentSession, Documents } from './Client.ts'
import { makeDocumentHandle } from './DocumentHandle.ts'
import type { Engine } from './Engine.ts'

/** The documents a caller may open and make. */
export const makeDocuments = (engine: Engine): Documents => {
  const { parts, book, pool, states } = engine
  const open = Effect.fnUntraced(function* (
    document: string,
  ): Effect.fn.Return<DocumentSession, SyncError | DeviceCannotSave> {
    const owner = book.get(document)?.owner ?? null
    if (owner !== null && owner !== engine.account.get()?.id) {
      return yield* new Forbidden({ detail: 'The document belongs to another account.' })
    }
    const opened = yield* acquireRead(engine, document, true)
    return makeDocumentHandle(engine, document, opened, pool.release(opened))
  })
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
  }
}
