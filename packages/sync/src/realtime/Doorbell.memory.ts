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
  /** A listener in one of the log's sets, which hears that it has joined, now and whenever the wire is back. */
  const listening = <A>(listeners: Set<A>, listener: A, heard: (event: typeof joined) => void) =>
    Effect.acquireRelease(
      Effect.sync(() => {
        const join = () => soon(() => heard(joined))
        listeners.add(listener)
        wire.rejoin.add(join)
        join()
        return join
      }),
      (join) =>
        Effect.sync(() => {
          listeners.delete(listener)
          wire.rejoin.delete(join)
        }),
    ).pipe(Effect.asVoid)
  return {
    document: (document, heard) =>
      listening(
        state.onAppend,
        (doc, fresh) => {
          const known = state.documents.get(doc)
          if (doc !== document || known === undefined) return
          const ring = ringOf(known, doc, fresh)
          soon(() => heard({ _tag: 'Rang', ring }))
        },
        heard,
      ),
    account: (account, heard) =>
      listening(
        state.onProject,
        (project) => {
          if (state.members.get(project)?.has(account) !== true) return
          soon(() => heard({ _tag: 'DocumentsChanged', project }))
        },
        heard,
      ),
  }
}

const joined = { _tag: 'Joined' } as const
