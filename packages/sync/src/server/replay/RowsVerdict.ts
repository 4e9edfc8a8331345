/** What tables should hold and do not, or hold and should not. */
export interface RowsVerdict {
  readonly tables: readonly string[]
  /** Rows that were compared. */
  readonly rows: number
  readonly differences: readonly string[]
}
