import { type Entry, put, remove, type Write } from '../store/LocalStore.ts'
import type { CursorRecord } from '../store/Tables.ts'

/** Stands on disk while the log's epoch has changed and its survey has not ended. An epoch is never negative. */
export const lostCursor: CursorRecord = { epoch: -1, seq: 0 }

/** Whether a row says that a survey has not ended. */
export const isLost = ({ epoch }: CursorRecord): boolean => epoch === lostCursor.epoch

/**
 * How far the disk is: every opening tells it in a row of its own, written with what it speaks of, and the furthest row is
 * true for all of them. One row for all would go back whenever a slower tab wrote last.
 */
export const furthest = (rows: readonly CursorRecord[]): CursorRecord =>
  rows.reduce((best, row) => (isFurther(row, best) ? row : best), { epoch: 0, seq: 0 })

const isFurther = (row: CursorRecord, than: CursorRecord): boolean =>
  row.epoch === than.epoch ? row.seq > than.seq : row.epoch > than.epoch

/** The writes by which an opening takes the place of the ones that ended. */
export const succeed = (
  document: string,
  session: string,
  cursor: CursorRecord,
  ended: readonly Entry<'cursors'>[],
): readonly Write[] =>
  ended.length === 0
    ? []
    : [
        put('cursors', [document, session], cursor),
        ...ended.map(({ key }) => remove('cursors', key)),
      ]
