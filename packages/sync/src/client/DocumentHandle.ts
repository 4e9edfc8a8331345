import { Effect } from 'effect'
import type { Role } from '../protocol/Event.ts'
import { caughtUp, persisted } from '../session/AwaitSession.ts'
import type { OpenDocument } from '../session/OpenDocument.ts'
import { makeCell } from './Cell.ts'
import type { DocumentSession } from './Client.ts'
import type { Engine } from './Engine.ts'

/** One caller's hold on an open document. */
export const makeDocumentHandle = (
  engine: Engine,
  document: string,
  open: OpenDocument,
  leave: Effect.Effect<void>,
): DocumentSession => {
  const { replica, queue, worker } = open
  const record = engine.book.get(document)
  const role = makeCell<Role>(record?.role ?? 'viewer')
  const unlisten = engine.book.listen((changed) => {
    if (changed === document) role.set(engine.book.get(document)?.role ?? 'viewer')
  })
  const saved = Effect.suspend(() => {
    replica.flush()
    return queue.saved
  })
  let closing: Promise<void> | null = null
  return {
    id: document,
    project: record?.project ?? document,
    kind: record?.kind ?? 'project',
    doc: replica.doc,
    role,
    state: worker.state,
    awareness: open.awareness(),
    lapsed: open.lapsed,
    saved: () => engine.run(saved),
    persisted: () => engine.run(Effect.andThen(saved, persisted(open))),
    caughtUp: () => engine.run(caughtUp(open)),
    close: () => {
      closing ??= engine.run(
        Effect.suspend(() => {
          unlisten()
          worker.post({ _tag: 'SealDue' })
          return Effect.andThen(Effect.ignore(saved), leave)
        }),
      )
      return closing
    },
  }
}
