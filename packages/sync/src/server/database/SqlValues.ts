import { DatabaseError } from './DatabaseError.ts'

/** Object identifiers of the built-in types whose text form we read or write ourselves (PostgreSQL `pg_type.dat`). */
export const typeOid = {
  bytea: 17,
  int8: 20,
  json: 114,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  jsonb: 3802,
} as const

/** `2026-01-01 00:00:00.5+00` as ISO 8601 `2026-01-01T00:00:00.5+00:00`, which is how PostgREST renders it. */
export const isoTimestamp = (text: string): string =>
  text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')

/** A `bigint` column as a number; one that a double cannot hold is an error, never a rounded value. */
export const safeInteger = (text: string): number => {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new DatabaseError({
    code: '22003',
    message: `The integer ${text} does not fit a number.`,
    hint: 'Cast the column to text in the statement.',
  })
}

/** JSON text stays as it is; any other value becomes JSON text. */
export const jsonText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

/** The hexadecimal input form of `bytea`. */
export const byteaHex = (value: string | Uint8Array): string =>
  typeof value === 'string' ? value : `\\x${Buffer.from(value).toString('hex')}`

export const same = (text: string): string => text
