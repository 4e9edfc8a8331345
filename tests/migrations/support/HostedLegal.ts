/** SQL a hosted project refuses, or that would behave otherwise there. */
export interface Ban {
  readonly why: string
  readonly pattern: RegExp
  /** Statements the pattern must catch. */
  readonly examples: readonly string[]
}

const schemas = 'auth|storage|realtime|vault|cron|net|graphql|extensions|pgbouncer'
const absent =
  'pg_cron|pg_net|vault|supabase_vault|vector|pgvector|pgmq|http|pgjwt|pg_graphql|postgis|wal2json|dblink|postgres_fdw|file_fdw'

export const bans: readonly Ban[] = [
  {
    why: 'auth, storage and realtime are made and changed by Supabase alone; policies and triggers there are allowed',
    pattern: new RegExp(
      `\\b(create( or replace)?|alter|drop)\\s+(table|function|view|type|index|sequence|schema|materialized view)\\s+(if (not )?exists\\s+)?(\\w+\\s+on\\s+)?"?(${schemas})"?\\b`,
      'i',
    ),
    examples: [
      'create table auth.more (id int)',
      'alter table realtime.messages add column x int',
      'create or replace function auth.uid() returns uuid',
      'create schema if not exists storage',
      'create index slow on storage.objects (name)',
    ],
  },
  {
    why: 'only a superuser may',
    pattern:
      /\b(alter system|security label|create (event trigger|role|user|database|tablespace|language|server|foreign data wrapper|subscription|publication)|alter (role|user|database|publication)|set (session authorization|role\b(?!\s*=))|superuser|bypassrls|load\s+'|copy\s+\w[\w.]*\s+(from|to)\s+(program|'))/i,
    examples: [
      'alter system set fsync = off',
      'create role app login',
      'create event trigger t on ddl_command_end execute function f()',
      'set role postgres',
      "copy t from '/etc/passwd'",
      'alter publication supabase_realtime add table t',
    ],
  },
  {
    why: 'ownership is the same role there and here only by accident',
    pattern: /\bowner to\s+\w+\s*(;|$)|\breassign owned\b/im,
    examples: ['alter table public.t owner to postgres'],
  },
  {
    why: 'PGlite, or the hosted plan, does not have the extension; others stand in schema extensions',
    pattern: new RegExp(
      `\\bcreate extension\\s+(if not exists\\s+)?"?(${absent})\\b|\\bcreate extension\\b(?![^;]*with schema extensions)`,
      'i',
    ),
    examples: ['create extension pg_cron with schema extensions', 'create extension pgcrypto'],
  },
  {
    why: 'PostgreSQL 18 has it, 17 has not',
    pattern: /\buuidv7\s*\(|\bvirtual\b\s*[,)]|\bwithout overlaps\b|\breturning\s+(old|new)\./i,
    examples: ['select uuidv7()', 'generated always as (a) virtual,', 'returning old.id'],
  },
  {
    why: 'it cannot run in a transaction, or its effect only shows after one',
    pattern:
      /\bconcurrently\b|^\s*(vacuum|cluster|reindex)\b|\balter type\b[^;]*\badd value\b|^\s*(begin|commit|rollback)\s*;/im,
    examples: [
      'create index concurrently i on t (a)',
      'vacuum analyze t',
      "alter type mood add value 'sad'",
      'begin;',
      'commit;',
    ],
  },
  {
    why: 'sessions are shared by a pooler, and on PGlite by everybody',
    pattern:
      /\bpg_(try_)?advisory_(lock|unlock)|\bcreate\s+(temp|temporary)\b|(?<![\s\S])\s*set\s+(?!local\b)[\w.]+\s*(=|to)\s|;\s*set\s+(?!local\b)[\w.]+\s*(=|to)\s|\bset_config\([^)]*,\s*false\s*\)|^\s*(listen|prepare|declare \w+ cursor)\b/im,
    examples: [
      'select pg_advisory_lock(1)',
      'create temp table t (a int)',
      "set timezone = 'UTC';",
      "select set_config('a.b', 'c', false)",
      'listen news;',
    ],
  },
  {
    why: 'a row trigger that notifies costs most of the append rate, and a payload over 8,000 bytes fails',
    pattern: /\bpg_notify\s*\(|^\s*notify\b/im,
    examples: ["select pg_notify('a', 'b')", 'notify pgrst;'],
  },
  {
    why: 'a gateway may set claims another way; ask auth.uid(), auth.role(), auth.jwt()',
    pattern: /request\.jwt|app_metadata/i,
    examples: ["current_setting('request.jwt.claim.sub')", "auth.jwt() -> 'app_metadata'"],
  },
  {
    why: 'asked once a row instead of once a statement',
    pattern: /\b(using|with check)\s*\((?:(?!select)[^;])*\bauth\.uid\(\)/i,
    examples: ['create policy p on t using (user_id = auth.uid());'],
  },
  {
    why: 'rights come from explicit grants alone',
    pattern:
      /\balter default privileges\b|\bgrant\b[^;]*\bto\b[^;]*\b(public|anon)\b|\bgrant all\b/i,
    examples: [
      'alter default privileges in schema public grant all on tables to anon',
      'grant select on t to anon',
      'grant execute on function f() to public',
      'grant all on t to service_role',
    ],
  },
]

/** Comments and the text of literals say nothing about legality; bodies of functions do. */
export const withoutComments = (sql: string): string =>
  sql.replace(/--.*$/gm, '').replace(/\$(\w+)\$[\s\S]*?\$\1\$/g, "''")
