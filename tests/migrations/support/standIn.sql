-- What the auth server makes before our bootstrap runs, as far as the migrations lean on it.
create schema if not exists auth;
create table auth.users (
  id uuid primary key,
  email varchar(255),
  created_at timestamptz default now()
);
