-- Refusals (docs/spec/seams.md): one word as the message, PTxyz as the SQLSTATE, and what to do next as the detail.
create function engine.refuse(p_word text, p_detail text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise exception using
    message = p_word,
    detail = p_detail,
    errcode = case p_word
      when 'sign_in_again' then 'PT401'
      when 'forbidden' then 'PT403'
      when 'wrong_epoch' then 'PT409'
      when 'client_id_taken' then 'PT409'
      when 'too_large' then 'PT413'
      when 'invalid' then 'PT422'
      when 'incompatible' then 'PT426'
      when 'busy' then 'PT503'
    end;
end;
$$;

-- The account that calls.
create function engine.caller() returns uuid
language plpgsql stable set search_path = '' as $$
declare
  v_user uuid := auth.uid();
begin
  if v_user is null then
    perform engine.refuse('sign_in_again', 'Nobody is signed in. Sign in and try again.');
  end if;
  return v_user;
end;
$$;

-- The caller's role in a project; refused without one, whether or not the project exists.
create function engine.role_in(p_project uuid) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_role text;
begin
  select m.role into v_role
  from engine.members m
  where m.project_id = p_project and m.user_id = engine.caller();
  if v_role is null then
    perform engine.refuse('forbidden', 'There is no such project, or you are not its member. Ask its owner to invite you.');
  end if;
  return v_role;
end;
$$;

create function engine.require_owner(p_project uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if engine.role_in(p_project) <> 'owner' then
    perform engine.refuse('forbidden', 'Only an owner of the project may do this. Ask one of them.');
  end if;
end;
$$;

-- Refuses what would otherwise be a null argument's confusing answer further on.
create function engine.require(p_given boolean, p_what text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_given is not true then
    perform engine.refuse('invalid', p_what);
  end if;
end;
$$;

-- Times on the wire: ISO 8601, microseconds, +00:00.
create function engine.iso(p_time timestamptz) returns text
language sql stable as $$
  select pg_catalog.to_char(p_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
$$;

-- The version of the wire contract these functions speak: `protocolVersion` in packages/sync/src/protocol.
create function engine.protocol() returns integer
language sql immutable as $$ select 1 $$;

-- A number as lib0 writes it (`writeVarUint`): seven bits a byte, lowest first, the high bit says another follows.
create function engine.varuint(p_number bigint) returns bytea
language plpgsql immutable strict set search_path = '' as $$
declare
  v_rest bigint := p_number;
  v_bytes bytea := '';
begin
  while v_rest > 127 loop
    v_bytes := v_bytes || pg_catalog.set_byte('\x00'::bytea, 0, ((v_rest & 127) | 128)::integer);
    v_rest := v_rest >> 7;
  end loop;
  return v_bytes || pg_catalog.set_byte('\x00'::bytea, 0, v_rest::integer);
end;
$$;

revoke all on all functions in schema engine from public, anon, authenticated, service_role;
