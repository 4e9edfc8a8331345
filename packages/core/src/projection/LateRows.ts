import type { Rows } from './Catalog.ts'

/**
 * The rows `after`, save that of `screenplays`, which holds the whole script and stays as it was `before`: true to the
 * position its `version` names, and written when there is time.
 */
export const withoutLate = (before: Rows, after: Rows): Rows =>
  before.screenplays === undefined ? after : { ...after, screenplays: before.screenplays }
