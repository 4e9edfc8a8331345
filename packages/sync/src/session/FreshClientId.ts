import type * as Y from 'yjs'
import type { Ids } from '../identity/Ids.ts'

/** A clientID nothing in the document has. */
export const freshClientId = (doc: Y.Doc, ids: Ids): number => {
  for (;;) {
    const clientId = ids.clientId()
    if (clientId !== doc.clientID && !doc.store.clients.has(clientId)) return clientId
  }
}
