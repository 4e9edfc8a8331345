import * as Y from 'yjs'

/**
 * Switches off, for the whole process, what Yjs 13.6 does after receiving formatted text: it deletes marks that look
 * redundant at that moment, in a local transaction of its own. Replicas that received in another order delete others, a
 * reader who may not write writes, and marks drift apart (docs/decisions/yjs-tidying.md). Receiving must only read.
 */
const callObserver = Y.Text.prototype._callObserver

Y.Text.prototype._callObserver = function (transaction, subs) {
  callObserver.call(this, transaction, subs)
  transaction._needFormattingCleanup = false
}
