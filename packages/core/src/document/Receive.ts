import * as Y from 'yjs'
import type { ReceivedOrigin } from './Origin.ts'
import './keepMarks.ts'

/** Applies a V1 update that was written elsewhere or earlier. Not local, so it is not journaled again. */
export const receive = (doc: Y.Doc, update: Uint8Array, origin: ReceivedOrigin): void =>
  Y.applyUpdate(doc, update, origin)
