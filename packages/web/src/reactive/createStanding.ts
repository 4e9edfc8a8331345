import type { KnownDocument, ProjectRow, SyncState } from '@coldopen/sync/client'
import { type Accessor, createComputed, createSignal, onCleanup } from 'solid-js'
import type { Studio } from '../runtime/Studio.ts'

/** How a project stands with the server, all of its documents together. */
export interface Standing {
  readonly documents: readonly KnownDocument[]
  /** Changes the server does not have. */
  readonly pending: number
  /** Those among them that it refused. */
  readonly parked: number
  /** Changes of others that are not here yet. */
  readonly behind: number
  /** Why something waits; a refusal counts more than a lost connection. */
  readonly error: SyncState['error']
}

const unknown: Standing = { documents: [], pending: 0, parked: 0, behind: 0, error: null }

/** Follows every document of a project that this device knows. */
export const createStanding = (
  studio: Pick<Studio, 'client'>,
  row: Accessor<ProjectRow>,
): Accessor<Standing> => {
  const [standing, setStanding] = createSignal(unknown)
  createComputed(() => {
    const engine = studio.client()
    if (engine === null) {
      setStanding(unknown)
      return
    }
    const documents = engine.documents.list(row().id)
    const states = documents.map(({ id }) => engine.documents.state(id))
    const look = (): void => {
      const now = states.map((state) => state.get())
      const sum = (pick: (state: SyncState) => number) =>
        now.reduce((total, state) => total + pick(state), 0)
      setStanding({
        documents,
        pending: sum(({ pending }) => pending),
        parked: sum(({ parked }) => parked),
        behind: sum(({ behind }) => behind),
        error:
          now.find(({ parked }) => parked > 0)?.error ??
          now.find(({ error }) => error !== null)?.error ??
          null,
      })
    }
    for (const state of states) onCleanup(state.subscribe(look))
    look()
  })
  return standing
}
