# Set-up, shared by the scripts: read with `.` from the root of the checkout. Plain POSIX shell, also on macOS.
#
#   need_packages setup|dev   .venv with the hash-locked packages of requirements/<name>.txt
#   need_frontend             front-end packages by the pinned Node, built into src/samverka/web/static/built
#   need_words                the Swedish catalogues, compiled
#   need_command …            a program from Debian
#
# Whatever is there already costs a few milliseconds: stamps in .venv/stamps say from what it was made.

root=$(pwd)
python="$root/.venv/bin/python"
stamps="$root/.venv/stamps"
SAMVERKA_DATA=${SAMVERKA_DATA:-$root/data}
DJANGO_SETTINGS_MODULE=samverka.web.settings
export SAMVERKA_DATA DJANGO_SETTINGS_MODULE

say() { printf '%s\n' "$*"; }
stop() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }
now() { date +%s; }
is_root() { [ "$(id -u)" = 0 ]; }
has_apt() { command -v apt-get >/dev/null 2>&1; }

# One long step: says what it does, shows that it lives, and shows all that was printed when it fails.
step() {
  step_what=$1; shift
  step_start=$(now)
  step_log=$(mktemp "${TMPDIR:-/tmp}/samverka-step.XXXXXX")
  printf '%s ' "$step_what ..."
  "$@" >"$step_log" 2>&1 </dev/null &
  step_pid=$!
  trap 'kill $step_pid 2>/dev/null; rm -f "$step_log"; exit 130' INT TERM
  step_count=0
  while kill -0 "$step_pid" 2>/dev/null; do
    sleep 0.2
    step_count=$((step_count + 1))
    [ $((step_count % 10)) -ne 0 ] || printf '.'
  done
  step_status=0
  wait "$step_pid" || step_status=$?
  trap - INT TERM
  if [ "$step_status" -ne 0 ]; then
    printf ' failed\n'
    cat "$step_log" >&2
    rm -f "$step_log"
    exit "$step_status"
  fi
  rm -f "$step_log"
  say " $(( $(now) - step_start )) s"
}

mark_of() { cat "$@" | cksum; }
stamped() { [ "$(cat "$stamps/$1" 2>/dev/null)" = "$2" ]; }
stamp() { mkdir -p "$stamps" && printf '%s\n' "$2" >"$stamps/$1"; }

apt_install() {
  DEBIAN_FRONTEND=noninteractive
  export DEBIAN_FRONTEND
  apt-get update -q && apt-get install -y -q "$@"
}

# need_command "what for" "Debian packages" "what to do elsewhere"
need_command() {
  if has_apt && is_root; then
    # shellcheck disable=SC2086 # several packages
    step "Installing $2 ($1)" apt_install $2
  elif has_apt; then
    stop "$1 is missing. Install it with: sudo apt-get install $2"
  else
    stop "$1 is missing. $3"
  fi
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  for candidate in python3 python3.11 python3.12 python3.13 python3.14 /usr/bin/python3 /opt/homebrew/bin/python3 /usr/local/bin/python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
      base_python=$candidate
      return 0
    fi
  done
  return 1
}

# `venv` may import while what it needs to put pip in place is missing: Debian packs that apart.
can_venv() { "$base_python" -c 'import venv, ensurepip' 2>/dev/null; }

need_venv() {
  if [ -x "$python" ] && new_enough "$python"; then return; fi
  if ! find_python; then
    need_command "Python 3.11 or newer" "python3 python3-venv" "Install it from your system's packages or python.org."
    find_python || stop "found no Python 3.11 or newer"
  fi
  if ! can_venv; then
    case $(command -v "$base_python") in
      /usr/bin/python3) venv_package=python3-venv ;;
      *) venv_package=python$("$base_python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv ;;
    esac
    need_command "Python's venv module" "$venv_package" "Install a Python that has it."
    can_venv || stop "Python's venv module is still missing"
  fi
  step "Making .venv with $("$base_python" --version)" "$base_python" -m venv --clear "$root/.venv"
}

# Only one set-up at a time in a checkout; who comes second waits, then finds all done.
lock() {
  lock_dir="$root/.venv.lock"
  until mkdir "$lock_dir" 2>/dev/null; do
    lock_owner=$(cat "$lock_dir/pid" 2>/dev/null || echo 0)
    if [ "$lock_owner" != 0 ] && ! kill -0 "$lock_owner" 2>/dev/null; then rm -rf "$lock_dir"; continue; fi
    [ -n "${lock_told:-}" ] || say "Waiting for another set-up in this checkout ..."
    lock_told=yes
    sleep 1
  done
  echo $$ >"$lock_dir/pid"
  trap 'rm -rf "$lock_dir"' EXIT
}
unlock() { rm -rf "$lock_dir"; trap - EXIT; }

pip_install() {
  "$python" -m pip install --disable-pip-version-check --no-input --require-hashes --no-deps -r "requirements/$1.txt"
}

# requirements/dev.txt holds all of setup.txt, and that all of run.txt, in the same versions (script/lib/lock).
packages_current() {
  stamped packages-dev "$(mark_of requirements/dev.txt)" && return 0
  [ "$1" = setup ] && stamped packages-setup "$(mark_of requirements/setup.txt)"
}

# A path file is all that an editable install would give, and needs no build.
put_on_path() {
  for site in "$root"/.venv/lib/python3.*/site-packages; do
    [ "$(cat "$site/samverka-checkout.pth" 2>/dev/null)" = "$root/src" ] ||
      printf '%s\n' "$root/src" >"$site/samverka-checkout.pth"
  done
}

need_packages() {
  if [ ! -x "$python" ] || ! packages_current "$1"; then
    lock
    need_venv
    if ! packages_current "$1"; then
      step "Installing Python packages" pip_install "$1"
      stamp "packages-$1" "$(mark_of "requirements/$1.txt")"
    fi
    unlock
  fi
  put_on_path
}

frontend_mark() { mark_of package.json package-lock.json frontend/*; }

build_frontend() {
  "$root/.venv/bin/node" frontend/build.mjs
}

need_frontend() {
  built=src/samverka/web/static/built
  if [ -f "$built/base.css" ] && [ -f node_modules/axe-core/axe.min.js ] && stamped frontend "$(frontend_mark)"; then return; fi
  lock
  if [ ! -d node_modules ] || ! stamped npm "$(mark_of package-lock.json)"; then
    step "Installing front-end packages" "$root/.venv/bin/npm" ci --no-audit --no-fund
    stamp npm "$(mark_of package-lock.json)"
  fi
  if [ ! -f "$built/base.css" ] || ! stamped frontend "$(frontend_mark)"; then
    step "Building the front end" build_frontend
    stamp frontend "$(frontend_mark)"
  fi
  unlock
}

need_words() {
  for po in src/samverka/*/locale/*/LC_MESSAGES/django.po; do
    [ -f "$po" ] || continue
    if [ ! -f "${po%.po}.mo" ] || [ "$po" -nt "${po%.po}.mo" ]; then
      step "Compiling the catalogues" "$python" -I script/lib/words.py --compile
      return
    fi
  done
}
