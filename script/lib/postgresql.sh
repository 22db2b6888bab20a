# A PostgreSQL cluster for one run: read with `.` after setup.sh. It lies in a temporary folder, listens on a socket
# there and nowhere else, keeps nothing safe (fsync off), and is removed when the script ends, however it ends.

find_postgresql() {
  postgresql_bin=""
  for candidate in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin; do
    [ ! -x "$candidate/initdb" ] || postgresql_bin=$candidate # the newest comes last
  done
  if [ -z "$postgresql_bin" ] && command -v initdb >/dev/null 2>&1; then
    postgresql_bin=$(dirname "$(command -v initdb)")
  fi
  [ -n "$postgresql_bin" ]
}

# PostgreSQL refuses to run as root.
as_postgresql() {
  if is_root; then
    postgresql_user=nobody
    ! id postgres >/dev/null 2>&1 || postgresql_user=postgres
    (cd / && exec runuser -u "$postgresql_user" -- "$@")
  else
    "$@"
  fi
}

start_postgresql() {
  if ! find_postgresql; then
    need_command "PostgreSQL" "postgresql" "Install it (macOS: brew install postgresql@17)."
    find_postgresql || stop "PostgreSQL is still missing"
  fi
  postgresql_folder=$(mktemp -d /tmp/samverka-pg.XXXXXX) # a socket's path may be 100 characters at most
  chmod 755 "$postgresql_folder"
  mkdir "$postgresql_folder/data" "$postgresql_folder/socket"
  if is_root; then
    postgresql_user=nobody
    ! id postgres >/dev/null 2>&1 || postgresql_user=postgres
    chown "$postgresql_user" "$postgresql_folder/data" "$postgresql_folder/socket"
  fi
  as_postgresql "$postgresql_bin/initdb" -D "$postgresql_folder/data" -U samverka -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$postgresql_folder/initdb.log" 2>&1 ||
    as_postgresql "$postgresql_bin/initdb" -D "$postgresql_folder/data" -U samverka -A trust -E UTF8 --locale=C --no-sync >"$postgresql_folder/initdb.log" 2>&1 ||
    { cat "$postgresql_folder/initdb.log" >&2; stop "initdb failed"; }
  as_postgresql "$postgresql_bin/pg_ctl" -D "$postgresql_folder/data" -s -w -l "$postgresql_folder/data/server.log" -o \
    "-k $postgresql_folder/socket -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB" start \
    </dev/null >/dev/null || { cat "$postgresql_folder/data/server.log" >&2; stop "PostgreSQL did not start"; }
  postgresql_url="postgresql://samverka@/postgres?host=$postgresql_folder/socket"
}

stop_postgresql() {
  [ -n "${postgresql_folder:-}" ] || return 0
  as_postgresql "$postgresql_bin/pg_ctl" -D "$postgresql_folder/data" -s -m immediate stop >/dev/null 2>&1 || true # it may not have come up
  rm -rf "$postgresql_folder"
  postgresql_folder=""
}
