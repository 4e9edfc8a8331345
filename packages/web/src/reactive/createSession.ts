import type { ColdopenClient, DocumentSession } from '@coldopen/sync/client'
import { type Accessor, createComputed, createMemo, createSignal, onCleanup } from 'solid-js'

/** An open document, or the reason it could not be opened; both `null` while it opens. */
export interface OpenedSession {
  readonly session: Accessor<DocumentSession | null>
  readonly error: Accessor<unknown>
}

/** Opens the document `id` names and closes it again when the id changes or the owner goes. */
export const createSession = (
  client: Accessor<ColdopenClient | null>,
  id: Accessor<string | null>,
): OpenedSession => {
  /** The caller's id may be read from data that changes around it; only another id is another document. */
  const wanted = createMemo(id)
  const [session, setSession] = createSignal<DocumentSession | null>(null)
  const [error, setError] = createSignal<unknown>(null)
  createComputed(() => {
    const engine = client()
    const document = wanted()
    setSession(null)
    setError(null)
    if (engine === null || document === null) return
    let current = true
    let opened: DocumentSession | null = null
    const open = async () => {
      try {
        opened = await engine.documents.open(document)
        if (current) setSession(() => opened)
        else letGo(opened)
      } catch (failure) {
        if (current) setError(() => failure)
      }
    }
    void open()
    onCleanup(() => {
      current = false
      if (opened !== null) letGo(opened)
    })
  })
  return { session, error }
}

/** A session that fails to close has told its state already; there is nothing more to do with it here. */
const letGo = (session: DocumentSession): void => {
  session.close().catch((failure: unknown) => reportError(failure))
}
