import { byteaHex, isoTimestamp, jsonText, same, typeOid } from '../database/SqlValues.ts'

/** A `bigint` as Lite renders it: a number where that is exact. */
const integer = (text: string): number | bigint => {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}

/** A `numeric` as Lite renders it: a number where that reads the same. */
const decimal = (text: string): number | string => {
  const value = Number(text)
  return Number.isFinite(value) && String(value) === text ? value : text
}

const parseJson = (text: string): unknown => JSON.parse(text)

/**
 * Fences FEN-3 and FEN-4. Lite's drivers store hexadecimal `bytea` input as ASCII and render it as an object, encode
 * JSON text twice, and render timestamps unlike PostgREST. With these readers and writers `bytea` travels as `\x…`,
 * JSON text as it is, timestamps as ISO 8601.
 */
const values = {
  bytea: { oid: typeOid.bytea, parse: same, serialize: byteaHex },
  json: { oid: typeOid.json, parse: parseJson, serialize: jsonText },
  jsonb: { oid: typeOid.jsonb, parse: parseJson, serialize: jsonText },
  timestamp: { oid: typeOid.timestamp, parse: isoTimestamp, serialize: same },
  timestamptz: { oid: typeOid.timestamptz, parse: isoTimestamp, serialize: same },
} as const

/** Per-query readers and writers for PGlite, with Lite's own for the rest. */
export const pgliteValues = {
  parsers: {
    [typeOid.int8]: integer,
    [typeOid.numeric]: decimal,
    [typeOid.date]: same,
    [typeOid.time]: same,
    ...Object.fromEntries(Object.values(values).map(({ oid, parse }) => [oid, parse])),
  },
  serializers: Object.fromEntries(
    Object.values(values).map(({ oid, serialize }) => [
      oid,
      serialize as (value: unknown) => string,
    ]),
  ),
}

/** `types` for Lite's postgres.js pool; it adds its own for the rest. */
export const postgresValues = Object.fromEntries(
  Object.entries(values).map(([name, { oid, parse, serialize }]) => [
    name,
    { to: oid, from: [oid], parse, serialize },
  ]),
)
