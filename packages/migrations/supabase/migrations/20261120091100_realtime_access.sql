-- Private channels (docs/spec/seams.md): who hears a topic, and the one kind of topic clients may send to. Hosted and
-- embedded Realtime ask these policies with `realtime.topic()` set.
create function engine.may_hear(p_topic text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_kind text := pg_catalog.split_part(p_topic, ':', 1);
  v_id text := pg_catalog.substr(p_topic, length(v_kind) + 2);
begin
  if v_id !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return false;
  end if;
  if v_kind = 'user' then
    return v_id::uuid = auth.uid();
  end if;
  return v_kind in ('doc', 'presence') and exists (
    select
    from engine.documents d
    join engine.members m on m.project_id = d.project_id and m.user_id = auth.uid()
    where d.id = v_id::uuid
  );
end;
$$;

revoke all on function engine.may_hear(text) from public, anon, authenticated, service_role;
grant execute on function engine.may_hear(text) to authenticated;

create policy coldopen_hear on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and (select engine.may_hear((select realtime.topic()))));
create policy coldopen_speak on realtime.messages for insert to authenticated
  with check (
    extension in ('broadcast', 'presence')
    and (select realtime.topic()) like 'presence:%'
    and (select engine.may_hear((select realtime.topic())))
  );
