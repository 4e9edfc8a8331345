import type { ColdopenClient, DocumentSession } from '@coldopen/sync/client'
import { type Accessor, createComputed, createMemo, createSignal, onCleanup } from 'solid-js'

/** An open document, or the reason it could not be opened; both `null` while it opens. */
export interface OpenedSession {
  readonly session: Accessor<DocumentSession | null>
  readonly error: Accessor<unknown>
}

/**
 * Opens the document `id` names and closes it again when the id changes or the owner goes. A session that lapsed is
 * closed and the document opened again, with everything that was written in it.
 */
export const createSession = (
  client: Accessor<ColdopenClient | null>,
  id: Accessor<string | null>,
): OpenedSession => {
  /** The caller's id may be read from data that changes around it; only another id is another document. */
  const wanted = createMemo(id)
  const [session, setSession] = createSignal<DocumentSession | null>(null)
  const [error, setError] = createSignal<unknown>(null)
  const [round, openAgain] = createSignal(0)
  let closing: Promise<void> = Promise.resolve()
  createComputed(() => {
    round()
    const engine = client()
    const document = wanted()
    setSession(null)
    setError(null)
    if (engine === null || document === null) return
    let current = true
    let opened: DocumentSession | null = null
    let unwatch: () => void = () => {}
    const open = async () => {
      try {
        await closing
        opened = await engine.documents.open(document)
        if (!current) closing = letGo(opened)
        else if (opened.lapsed.get()) openAgain((n) => n + 1)
        else {
          unwatch = opened.lapsed.subscribe((lapsed) => lapsed && openAgain((n) => n + 1))
          setSession(() => opened)
        }
      } catch (failure) {
        if (current) setError(() => failure)
      }
    }
    void open()
    onCleanup(() => {
      current = false
      unwatch()
      if (opened !== null) closing = letGo(opened)
    })
  })
  return { session, error }
}

/** A session that fails to close has told its state already; there is nothing more to do with it here. */
const letGo = (session: DocumentSession): Promise<void> =>
  session.close().catch((failure: unknown) => reportError(failure))
