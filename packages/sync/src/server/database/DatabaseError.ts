/**
 * A statement the database refused, the same for both adapters. `code` is the SQLSTATE; a connection that is
 * lost or cannot be made has a code of class 08.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: string
  readonly detail: string | null
  readonly hint: string | null

  constructor(fields: {
    readonly code: string
    readonly message: string
    readonly detail?: string | null | undefined
    readonly hint?: string | null | undefined
    readonly cause?: unknown
  }) {
    super(fields.message, { cause: fields.cause })
    this.code = fields.code
    this.detail = fields.detail ?? null
    this.hint = fields.hint ?? null
  }
}
