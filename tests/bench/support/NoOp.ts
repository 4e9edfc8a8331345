import type { SupabaseClient } from '@supabase/supabase-js'
import type { BackendProcess } from './BackendProcess.ts'

/** A function that does nothing with what it is given, called as an append is: the floor of every call. */
export const addNoOp = async (backend: BackendProcess): Promise<void> => {
  await backend.query(`do $do$ begin
    create function public.bench_no_op(p_events jsonb) returns jsonb
      language sql volatile set search_path = '' as $$ select '{"ok":true}'::jsonb $$;
    revoke all on function public.bench_no_op(jsonb) from public, anon;
    grant execute on function public.bench_no_op(jsonb) to authenticated; end $do$`)
}

export const callNoOp = async (client: SupabaseClient, events: readonly object[]) => {
  const { data, error } = await client.rpc('bench_no_op', { p_events: events })
  if (error !== null) throw new Error(`the no-op was refused: ${error.message}`)
  if ((data as { ok: boolean }).ok !== true) throw new Error('the no-op answered something else')
}
