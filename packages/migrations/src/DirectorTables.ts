/** A column of the seed: its PostgreSQL type as `format_type` spells it, and whether the seed requires a value. */
export interface Column {
  readonly name: string
  readonly type: string
  readonly required: boolean
}

/** One of DirectorStudio's fourteen tables, as its seed lists it. */
export interface DirectorTable {
  readonly name: string
  readonly columns: readonly Column[]
}

const table = (name: string, columns: Readonly<Record<string, string>>): DirectorTable => ({
  name,
  columns: Object.entries(columns).map(([column, type]) => ({
    name: column,
    type: type.replace('?', ''),
    required: !type.endsWith('?'),
  })),
})

const time = 'timestamp with time zone'
const double = 'double precision'

/** DirectorStudio's tables; a type with `?` is one the seed calls optional. */
export const directorTables: readonly DirectorTable[] = []
