import type { Database } from '../../database/Database.ts'
import type { UserBroadcast } from '../wire/Message.ts'

/** A broadcast kept in `realtime.messages`. */
export interface StoredBroadcast {
  readonly id: string
  readonly topic: string
  readonly private: boolean
  readonly broadcast: UserBroadcast
}

interface Row {
  readonly id: string
  readonly topic: string
  readonly event: string | null
  readonly private: boolean | null
  readonly payload: string | null
  readonly binary: string | null
}

const columns = `m.id::text as id, m.topic, m.event, m.private, m.payload::text as payload,
  encode(m.binary_payload, 'base64') as binary`

/** The last messages of a private topic since a time (ms since 1970), oldest first. */
export async function storedSince(
  database: Database,
  topic: string,
  since: number,
  limit: number,
): Promise<readonly StoredBroadcast[]> {
  const rows = await database.query<Row>(
    `select ${columns} from realtime.messages m
     where m.topic = $1 and m.private and m.extension = 'broadcast'
       and m.inserted_at >= to_timestamp($2::double precision / 1000) at time zone 'utc'
     order by m.inserted_at desc, m.id desc limit $3`,
    [topic, since, limit],
  )
  return rows.map(stored).reverse()
}

/** The messages of these ids that still exist, in the order of the ids. */
export async function storedById(
  database: Database,
  ids: readonly string[],
): Promise<readonly StoredBroadcast[]> {
  const rows = await database.query<Row>(
    `select ${columns} from unnest($1::text[]) with ordinality wanted(id, place)
     join realtime.messages m on m.id = wanted.id::uuid
     where m.extension = 'broadcast' order by wanted.place`,
    [ids],
  )
  return rows.map(stored)
}

function stored(row: Row): StoredBroadcast {
  const { id, topic, event, binary, payload } = row
  const broadcast: UserBroadcast =
    binary === null
      ? { event: event ?? '', encoding: 'json', data: Buffer.from(payload ?? 'null') }
      : { event: event ?? '', encoding: 'binary', data: Buffer.from(binary, 'base64') }
  return { id, topic, private: row.private === true, broadcast }
}
