import type { Database } from '../database/Database.ts'

/** The log as a whole. Counts of events; `lag` is what no projector has written into the read models yet. */
export interface LogHealth {
  readonly documents: number
  readonly events: number
  /** The head of the document with the longest log. */
  readonly highest: number
  readonly lag: { readonly documents: number; readonly events: number }
  readonly quarantined: number
  /** Only for whoever shows the secret key: the documents appended to last, at most `most`, newest first. */
  readonly heads?: readonly DocumentHead[]
}

interface DocumentHead {
  readonly doc: string
  readonly kind: string
  readonly epoch: number
  readonly head: number
  /** The position its read models stand at. */
  readonly cursor: number
  readonly quarantined: number
}

const most = 1_000

type Totals = Omit<LogHealth, 'highest' | 'heads'>

/** Asks the database now; rejects when it does not answer. */
export const logHealth = async (database: Database, each: boolean): Promise<LogHealth> => {
  const [row] = await database.query<{ totals: Totals; highest: number }>(
    `select public.server_health() as totals,
       (select coalesce(max(engine.head(d.id, d.snapshot_seq)), 0) from engine.documents d) as highest`,
  )
  if (row === undefined) throw new Error('The database has no answer.')
  const { documents, events, lag, quarantined } = row.totals
  const whole = { documents, events, highest: row.highest, lag, quarantined }
  return each ? { ...whole, heads: await headsOf(database) } : whole
}

const headsOf = (database: Database): Promise<readonly DocumentHead[]> =>
  database.query<DocumentHead & Record<string, unknown>>(
    `select d.id::text as doc, d.kind::text as kind, d.epoch, h.head, coalesce(c.seq, 0) as cursor,
       (select count(*) from engine.quarantine q where q.doc_id = d.id) as quarantined
     from engine.documents d
     cross join lateral (select engine.head(d.id, d.snapshot_seq) as head) h
     left join engine.cursors c on c.doc_id = d.id
     left join engine.events e on e.doc_id = d.id and e.seq = h.head
     order by coalesce(e.committed_at, d.created_at) desc, d.id
     limit $1`,
    [most],
  )
