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
    if (!wire.open || !wire.rings) return
    const late = wire.scrambles ? Effect.andThen(wire.travel, wire.travel) : wire.travel
    Effect.runForkWith(context)(
      Effect.map(late, () => {
        if (wire.open && wire.rings) ring()
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
          const join = () => soon(() => heard({ _tag: 'Joined' }))
          state.onAppend.add(listener)
          wire.rejoin.add(join)
          join()
          return { listener, join }
        }),
        ({ listener, join }) =>
          Effect.sync(() => {
            state.onAppend.delete(listener)
            wire.rejoin.delete(join)
          }),
      ).pipe(Effect.asVoid),
    account: (account, heard) =>
      Effect.acquireRelease(
        Effect.sync(() => {
          const listener = (project: string): void => {
            if (state.members.get(project)?.has(account) !== true) return
            soon(() => heard({ _tag: 'DocumentsChanged', project }))
          }
          const join = () => soon(() => heard({ _tag: 'Joined' }))
          state.onProject.add(listener)
          wire.rejoin.add(join)
          join()
          return { listener, join }
        }),
        ({ listener, join }) =>
          Effect.sync(() => {
            state.onProject.delete(listener)
            wire.rejoin.delete(join)
          }),
      ).pipe(Effect.asVoid),
  }
}
