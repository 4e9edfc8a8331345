import { Schema } from 'effect'

/** A `uuid` column. */
export const Uuid = Schema.String.check(Schema.isUUID())

/** A `timestamptz` column, ISO 8601. */
export const Stamp = Schema.String

/** A non-negative `integer` or `bigint` column. */
export const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** A non-negative, finite `double precision` column. */
export const Amount = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))
