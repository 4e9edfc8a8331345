import type { PostgresConnection } from '@supabase/lite/postgres'

/**
 * Fence FEN-2. On its first request Lite grants everything on every table of every schema with row level security to
 * all API roles, which undoes the migrations' grants. Its check is told that this was done already.
 */
export const keepGrants = (connection: PostgresConnection): void => {
  Object.assign(connection, { rlsState: 'active', ensureRlsContext: async () => true })
}
