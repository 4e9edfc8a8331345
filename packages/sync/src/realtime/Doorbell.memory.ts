import { type Context, Effect } from 'effect'
import { ringOf } from '../log/EventLog.memory.ts'
import type { MemoryLogState } from '../log/LogState.memory.ts'
import type { Wire } from '../testing/Wire.ts'
import type { DoorbellShape } from './Doorbell.ts'

/** Rings of a memory log over one client's wire: at most once, late or out of order when the wire says so. */
export const memoryDoorbell = (
  state: MemoryLogState,
  wire: Wire,
  context: Context.Context<never>,
): DoorbellShape => {
  const soon = (ring: () => void): void => {
    if (!wire.online || !wire.rings) return
    const late = wire.scrambles ? Effect.andThen(wire.travel, wire.travel) : wire.travel
    Effect.runForkWith(context)(
      Effect.map(late, () => {
        if (wire.online && wire.rings) ring()
      }),
    )
  }
  return {
    document: (document, heard) =>
      Effect.acquireRelease(
        Effect.sync(() => {
          const listener: Parameters<typeof state.onAppend.add>[0] = (doc, fresh) => {
            const known = state.documents.get(doc)
            if (doc !== document || known === undefined) return
            const ring = ringOf(known, doc, fresh)
            soon(() => heard({ _tag: 'Rang', ring }))
          }
          state.onAppend.add(listener)
          soon(() => heard({ _tag: 'Joined' }))
          return listener
        }),
        (listener) => Effect.sync(() => state.onAppend.delete(listener)),
      ).pipe(Effect.asVoid),
    account: (account, heard) =>
      Effect.acquireRelease(
        Effect.sync(() => {
          const listener = (project: string): void => {
            if (state.members.get(project)?.has(account) !== true) return
            soon(() => heard({ _tag: 'DocumentsChanged', project }))
          }
          state.onProject.add(listener)
          soon(() => heard({ _tag: 'Joined' }))
          return listener
        }),
        (listener) => Effect.sync(() => state.onProject.delete(listener)),
      ).pipe(Effect.asVoid),
  }
}
