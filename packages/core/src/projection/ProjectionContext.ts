/**
 * What a projection knows beside the document: who owns it and where in the log it stands. Times are ISO 8601
 * strings of the server; a projection never reads a clock, so a row depends on the log alone.
 */
export interface ProjectionContext {
  readonly document: string
  readonly project: string
  readonly owner: string
  /** When the document was made on the server. */
  readonly createdAt: string
  /** Log position the document's state has, 0 for a document no server has seen. */
  readonly seq: number
  /** `committed_at` of the event at `seq`. */
  readonly changedAt: string
}
