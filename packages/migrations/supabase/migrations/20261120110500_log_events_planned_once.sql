-- Events between two positions, wherever they are. In PL/pgSQL, which plans once in a session: a function of SQL with a
-- search_path of its own is planned at each call, 2 ms for segments nobody asked for.
create or replace function engine.log_events(p_doc uuid, p_after bigint, p_to bigint) returns setof engine.events
language plpgsql stable set search_path = '' as $$
begin
  return query select e.* from engine.events e where e.doc_id = p_doc and e.seq > p_after and e.seq <= p_to;
  if p_after < (select d.moved_seq from engine.documents d where d.id = p_doc) then
    return query select s.* from engine.segment_events(p_doc, p_after, p_to) s;
  end if;
end;
$$;
