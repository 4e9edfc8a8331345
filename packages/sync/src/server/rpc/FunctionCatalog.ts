import type { Queryable } from '../database/Database.ts'

/** A function of schema `public` as a call needs to know it. */
export interface SqlFunction {
  readonly name: string
  readonly args: readonly { readonly name: string; readonly type: string }[]
  /** Arguments without a default: the first so many of `args`. */
  readonly required: number
  readonly returnsSet: boolean
  /** The result is a row (a composite type, a table or `out` arguments) rather than one value. */
  readonly returnsRow: boolean
  readonly returnsVoid: boolean
  readonly volatile: boolean
}

const statement = `
  select p.proname as name,
    coalesce((
      select pg_catalog.json_agg(pg_catalog.json_build_object(
        'name', coalesce(p.proargnames[u.position], ''),
        'type', pg_catalog.format_type(u.type, null)) order by u.position)
      from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality u (type, position)
      where p.proargmodes is null or p.proargmodes[u.position] in ('i', 'b', 'v')
    ), '[]') as args,
    p.pronargs - p.pronargdefaults as required,
    p.proretset as "returnsSet",
    t.typtype = 'c' or t.typname = 'record' or coalesce(p.proargmodes && '{t,o,b}'::"char"[], false) as "returnsRow",
    t.typname = 'void' as "returnsVoid",
    p.provolatile = 'v' as volatile
  from pg_catalog.pg_proc p
  join pg_catalog.pg_type t on t.oid = p.prorettype
  where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and t.typname <> 'trigger'`

/** How a call by name and argument names resolves. */
export type Resolved =
  | { readonly found: SqlFunction }
  | { readonly found: null; readonly ambiguous: boolean }

/** The functions of schema `public`, read once and again after `forget`. */
export class FunctionCatalog {
  readonly #database: Queryable
  #functions: Promise<ReadonlyMap<string, readonly SqlFunction[]>> | null = null

  constructor(database: Queryable) {
    this.#database = database
  }

  forget(): void {
    this.#functions = null
  }

  /** Finds the one function with this name that takes exactly these argument names and has defaults for the rest. */
  async resolve(name: string, given: readonly string[]): Promise<Resolved> {
    this.#functions ??= this.#load()
    const functions = await this.#functions
    const fitting = (functions.get(name) ?? []).filter(
      ({ args, required }) =>
        given.every((key) => args.some((arg) => arg.name === key)) &&
        args.slice(0, required).every((arg) => given.includes(arg.name)),
    )
    const [only] = fitting
    return only !== undefined && fitting.length === 1
      ? { found: only }
      : { found: null, ambiguous: fitting.length > 1 }
  }

  async #load(): Promise<ReadonlyMap<string, readonly SqlFunction[]>> {
    try {
      return Map.groupBy(await this.#database.query<SqlFunction>(statement), ({ name }) => name)
    } catch (cause) {
      this.#functions = null
      throw cause
    }
  }
}
