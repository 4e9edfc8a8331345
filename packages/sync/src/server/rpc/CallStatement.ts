import type { SqlFunction } from './FunctionCatalog.ts'

const maxRows = 1000
const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * The one statement that calls a function and reads what it rang. `$1` is the body as JSON text when there are
 * arguments. PostgreSQL converts every value itself, in and out, so results are PostgREST's to the byte.
 * `offset 0` keeps the call in a subquery of its own, so that the rings are read after it.
 */
export const callStatement = (fn: SqlFunction, given: readonly string[]): string => {
  const used = fn.args.filter(({ name }) => given.includes(name))
  const columns = used.map(({ name, type }) => `${quote(name)} ${type}`).join(', ')
  const record =
    used.length === 0
      ? ''
      : `with a as (select * from json_to_record($1::text::json) as _(${columns})) `
  const args = used.map(({ name }) => `${quote(name)} := (select ${quote(name)} from a)`).join(', ')
  const call = `"public".${quote(fn.name)}(${args})`
  return (
    `${record}select r.body, current_setting('coldopen.rings', true) as rings ` +
    `from (${body(fn, call)} offset 0) as r`
  )
}

const body = (fn: SqlFunction, call: string): string => {
  // The result is read, or the planner would leave out the call of a stable function.
  if (fn.returnsVoid) return `select nullif(${call}::text, '') as body`
  if (fn.returnsSet)
    return fn.returnsRow
      ? `select coalesce(json_agg(t), '[]')::text as body from (select * from ${call} limit ${maxRows}) as t`
      : `select coalesce(json_agg(t.v), '[]')::text as body from (select v from ${call} as v limit ${maxRows}) as t`
  if (fn.returnsRow)
    return `select coalesce(json_agg(t) -> 0, 'null')::text as body from (select * from ${call}) as t`
  return `select coalesce(to_json(${call}), 'null')::text as body`
}
