-- One function of every shape the handler must answer as PostgREST does.
create type public.pair as (a int, b text);
create table public.rung (n int);
grant all on public.rung to anon, authenticated;

create function public.echo(p_value json) returns json language sql stable as 'select p_value';
create function public.add(a int, b int default 10) returns int language sql immutable as 'select a + b';
create function public.nothing() returns void language sql as 'select';
create function public.no_value() returns text language sql stable as 'select null::text';
create function public.one_pair() returns public.pair language sql stable as $$ select row(1, 'x')::public.pair $$;
create function public.pairs(n int) returns setof public.pair language sql stable as
  'select i, i::text from generate_series(1, n) i';
create function public.numbers(n int) returns setof int language sql stable as 'select generate_series(1, n)';
create function public.table_of(n int) returns table (id int, name text) language sql stable as
  $$ select i, 'n' || i from generate_series(1, n) i $$;
create function public.split(whole text, out head text, out tail text) language sql immutable as
  'select left(whole, 1), substr(whole, 2)';
create function public.at_time() returns timestamptz language sql immutable as
  $$ select '2026-01-02 03:04:05.678901+00'::timestamptz $$;
create function public."odd "" name"("odd "" arg" text) returns text language sql immutable as 'select $1';
create function public.same(a int) returns text language sql immutable as $$ select 'int' $$;
create function public.same(a text) returns text language sql immutable as $$ select 'text' $$;
create function public.context() returns json language sql stable as $$
  select json_build_object(
    'role', current_user, 'uid', auth.uid(), 'claims', current_setting('request.jwt.claims')::json,
    'method', current_setting('request.method'), 'path', current_setting('request.path'),
    'headers', current_setting('request.headers')::json, 'search_path', current_setting('search_path'),
    'read_only', current_setting('transaction_read_only'), 'doorbell', current_setting('coldopen.doorbell', true))
$$;
create function public.refuse(p_code text, p_message text default 'refused') returns void language plpgsql as $$
begin
  raise exception using errcode = p_code, message = p_message, detail = 'what to do', hint = 'a hint';
end $$;
create function public.writes_although_stable() returns void language plpgsql stable as $$
begin
  perform public.ring(1);
end $$;
create function public.ring(p_times int, p_fail boolean default false) returns int language plpgsql as $$
begin
  insert into public.rung values (p_times);
  for n in 1..p_times loop
    perform set_config('coldopen.rings', (coalesce(nullif(current_setting('coldopen.rings', true), ''), '[]')::jsonb
      || jsonb_build_array(jsonb_build_object('topic', 'doc:' || n, 'event', 'append', 'payload', jsonb_build_object('seq', n))))::text,
      true);
  end loop;
  if p_fail then raise exception 'no' using errcode = 'PT409'; end if;
  return p_times;
end $$;
create function public.slow(seconds float) returns void language sql as 'select pg_sleep(seconds)';
create function public.forbidden_to_anon() returns int language sql stable as 'select 1';
revoke execute on function public.forbidden_to_anon() from public;
grant execute on function public.forbidden_to_anon() to authenticated;
create function public.commit_waits() returns text language sql as $$ select current_setting('synchronous_commit') $$;
create function public.renew_leases() returns text language sql as $$ select current_setting('synchronous_commit') $$;
