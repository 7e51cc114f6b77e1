#!/bin/sh
# Starts SimCLR Explorer. The first start makes its environment in the user's data folder, later ones go straight to it.
#
#   simclr-gui [--yes] [ARGUMENTS]   starts; --yes installs without asking first
#   simclr-gui --update              makes the environment that belongs to this version, where it is not there yet
#   simclr-gui --remove              removes what was installed and downloaded for it; runs and settings stay
#
# Beside it lie: facts (edition, Python, gigabytes), sums, libraries, requirements-*.txt, the wheel, and uv.

set -eu

case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
case $here in /*) ;; *) here=$PWD/$here ;; esac
# shellcheck source=/dev/null
. "$here/facts"
NAME="SimCLR Explorer"
SPARE_MB=500 # with less than this left, a failure is put down to the disk
assumes_yes="" only_updates="" voice=none

main() {
    find_data_folder
    while :; do
        case ${1:-} in
            --yes) assumes_yes=yes ;;
            --update) only_updates=yes ;;
            --remove) remove_program; exit 0 ;;
            *) break ;;
        esac
        shift
    done
    if ! is_whole; then
        find_voice "$@"
        (install_program) # alone on its line: after || nothing in it would stop at a failure
    elif [ -n "$only_updates" ]; then
        tell "$NAME ${EDITION%-*} is installed; there is nothing to do."
    fi
    [ -z "$only_updates" ] || exit 0
    export SIMCLR_EXPLORER_LAUNCHER="${SIMCLR_EXPLORER_LAUNCHER:-$here/launch.sh}"
    unset PYTHONPATH PYTHONHOME # of another Python
    exec "$environment/bin/simclr-gui" "$@"
}

find_data_folder() {
    if [ -n "${SIMCLR_EXPLORER_HOME:-}" ]; then
        data=$SIMCLR_EXPLORER_HOME
    elif [ -z "${HOME:-}" ]; then
        fail "This user has no home folder: set HOME or SIMCLR_EXPLORER_HOME to a folder that you may write to."
    elif [ -d /System/Library ] && [ -d "$HOME/Library" ]; then
        data="$HOME/Library/Application Support/simclr-explorer"
    else
        case ${XDG_DATA_HOME:-} in
            /*) data=$XDG_DATA_HOME/simclr-explorer ;;
            *) data=$HOME/.local/share/simclr-explorer ;;
        esac
    fi
    case $data in /*) ;; *) data=$PWD/$data ;; esac
    data=$data/program
    environment=$data/environments/$EDITION
}

# Its last file names the Python that it was made with, which an upgrade of the system may take away.
is_whole() {
    [ -r "$environment/whole" ] && read -r made_with <"$environment/whole" && [ -x "$made_with" ]
}

# Where words go: the terminal, small windows, or a terminal that is opened for it.
find_voice() {
    if [ -n "$assumes_yes" ]; then
        return
    elif [ -t 0 ] && [ -t 2 ]; then
        voice=terminal
    elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ ! -t 1 ] && [ ! -t 2 ]; then
        if command -v zenity >/dev/null; then voice=window; else open_terminal_once "$@"; fi
    fi
}

# shellcheck disable=SC2016 # expanded there
open_terminal_once() {
    if [ -n "${SIMCLR_EXPLORER_TERMINAL:-}" ]; then return; fi # one that gives us none would be opened without an end
    export SIMCLR_EXPLORER_TERMINAL=opened
    for program in x-terminal-emulator konsole xterm; do
        if command -v "$program" >/dev/null; then
            exec "$program" -e sh -c '"$0" "$@" || { printf "Press Enter to close. "; read -r _; }' "$here/launch.sh" "$@"
        fi
    done
}

tell() {
    printf '%s\n' "$1" >&2
}

fail() {
    tell "$1"
    [ "$voice" != window ] || zenity --error --no-markup --title "$NAME" --text "$1" || :
    exit 2
}

install_program() {
    mkdir -p "$data/environments" 2>/dev/null ||
        fail "$data cannot be made: set SIMCLR_EXPLORER_HOME to a folder that you may write to."
    take_lock
    check_what_is_carried
    choose_list
    rm -rf "$data"/cache/.tmp* # files that were interrupted, which uv never takes up again
    require_room
    export UV_CACHE_DIR="$data/cache" UV_PYTHON_INSTALL_DIR="$data/pythons" UV_HTTP_TIMEOUT=60
    export UV_CONCURRENT_DOWNLOADS=4 # as many files are begun anew after a break
    unset VIRTUAL_ENV PYTHONPATH PYTHONHOME
    trust_what_the_system_trusts
    rm -rf "$environment" # half of one; what was downloaded for it is kept
    make_empty_environment
    reaches_the_index ||
        fail "The first start downloads the program's packages, and there is no network that reaches them$reason: connect, and start again."
    ask_first
    fill_environment || explain_failure
    seal_environment
    remove_earlier_environments
    tell "$NAME ${EDITION%-*} is installed: $(megabytes_of "$data") MB in $data."
}

# The lock is a link to a file that already names its process, so nobody finds it empty.
take_lock() {
    printf '%s\n' "$$" 2>/dev/null >"$data/lock.$$" || fail "$data cannot be written."
    if ! ln "$data/lock.$$" "$data/lock" 2>/dev/null; then
        holder=$(cat "$data/lock" 2>/dev/null || :)
        if installs "$holder"; then
            rm -f "$data/lock.$$"
            fail "$NAME is being installed or removed already, by process $holder."
        fi
        mv -f "$data/lock.$$" "$data/lock"
    fi
    rm -f "$data/lock.$$"
    trap 'rm -f "$data/lock"' EXIT
    trap 'tell "Stopped. The next start goes on with what is here."; exit 130' INT TERM HUP
}

installs() {
    [ -n "$1" ] && kill -0 "$1" 2>/dev/null || return 1
    started_as=$(ps -p "$1" -o args= 2>/dev/null) || return 0
    case $started_as in *launch.sh*) ;; *) return 1 ;; esac
}

check_what_is_carried() {
    if command -v sha256sum >/dev/null; then set -- sha256sum; else set -- shasum -a 256; fi
    (cd "$here" && "$@" -c sums >/dev/null 2>&1) ||
        fail "The files in $here are not as they were made: install the package of $NAME anew."
}

choose_list() {
    kind=graphics
    if [ -f "$here/requirements-processor.txt" ] && ! has_nvidia; then kind=processor; fi
    list=$here/requirements-$kind.txt
    if [ "$kind" = graphics ]; then
        needed_gb=$GRAPHICS_GB download_gb=$GRAPHICS_DOWNLOAD_GB
    else
        needed_gb=$PROCESSOR_GB download_gb=$PROCESSOR_DOWNLOAD_GB
    fi
}

has_nvidia() {
    [ -e "${NVIDIA_DEVICE:-/dev/nvidiactl}" ] || [ -e /dev/dxg ] # the latter in Windows' Linux
}

megabytes_of() {
    set -- "$(du -sk "$1" 2>/dev/null || :)"
    set -- "${1%%[!0-9]*}"
    echo $((${1:-0} / 1000))
}

free_mb() {
    df -Pk "$data" | { read -r _ && read -r _ _ _ kilobytes _ && echo $((kilobytes / 1000)); }
}

require_room() {
    here_mb=$(megabytes_of "$data")
    free=$(free_mb)
    [ $((free + here_mb)) -ge $((needed_gb * 1000)) ] ||
        fail "$NAME needs about $needed_gb GB in $data, where $free MB are free: make room, and start again."
}

uv() {
    (cd "$data" && exec "$here/uv" --no-progress --quiet "$@") # elsewhere a project's settings would be read
}

# Whether there is a network is to be told at once; long downloads are tried more often.
uv_once() {
    (export UV_HTTP_RETRIES=1 && uv "$@")
}

# Networks that look into what passes through them have their certificate among the system's.
trust_what_the_system_trusts() {
    for bundle in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
        if [ -s "$bundle" ]; then export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"; fi
    done
}

make_empty_environment() {
    uv_once venv --no-project --python "$PYTHON" "$environment" 2>"$data/installation.log" ||
        fail "Python ($PYTHON) is not here and could not be downloaded: connect to a network, or install Python, and start again."
}

reaches_the_index() {
    read -r smallest _ <"$list"
    if told=$(uv_once pip install --python "$environment" --dry-run --no-deps --refresh "$smallest" 2>&1); then return; fi
    reason=$(printf '%s\n' "$told" | sed -n 's/^ *cause: //p' | tail -n 1)
    reason=${reason:+ ($reason)}
    return 1
}

ask_first() {
    what="$NAME ${EDITION%-*} needs about $needed_gb GB in $data; about $download_gb GB are downloaded now."
    if [ "$kind" = processor ]; then what="$what No NVIDIA card was found: the smaller torch for processors is taken."; fi
    missing=$(missing_libraries)
    if [ -n "$missing" ]; then what="$what Its window will lack libraries of the system: sudo apt-get install$missing."; fi
    tell "$what"
    [ -z "$assumes_yes" ] || return 0
    case $voice in
        window) zenity --question --no-markup --title "$NAME" --text "$what Go on?" || give_up ;;
        terminal)
            printf 'Go on? [Y/n] ' >&2
            read -r answer || give_up
            case $answer in [Nn]*) give_up ;; esac
            ;;
        *) give_up "There is nobody here to be asked: start it once with --yes." ;;
    esac
}

give_up() {
    rm -rf "$environment"
    tell "${1:-Nothing was installed.}"
    exit 2
}

# The Debian packages of what Qt would miss, each after a blank; nothing where the system does not tell.
missing_libraries() {
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null) || return 0
    while read -r library package; do
        case $known in *"$library "*) ;; *) printf ' %s' "$package" ;; esac
    done <"$here/libraries"
}

# Only what is listed, hash by hash, and nothing that would have to be compiled.
fill_environment() {
    set -- pip install --python "$environment" --compile-bytecode --only-binary :all:
    wheel=$(echo "$here"/simclr_explorer-*.whl)
    backend=""
    if [ "$kind" = processor ]; then backend=--torch-backend=cpu; fi
    with_progress "$@" --require-hashes ${backend:+"$backend"} -r "$list" && uv "$@" --no-deps --offline "$wheel"
}

# Bound to one version: where the system's own name leads may change with the system.
seal_environment() {
    interpreter=$environment/bin/python
    "$interpreter" -c "import os, sys; print(os.path.realpath(sys.executable))" >"$environment/whole.part" ||
        fail "The Python in $environment does not start: may programs be run from that disk?"
    read -r made_with <"$environment/whole.part"
    if [ -L "$interpreter" ]; then ln -sf "$made_with" "$interpreter"; fi
    mv "$environment/whole.part" "$environment/whole"
}

# uv shows the bytes of each package in a terminal; a window shows how many have arrived on the disk.
with_progress() {
    if [ "$voice" != window ]; then
        (cd "$data" && exec "$here/uv" "$@")
        return
    fi
    (cd "$data" && exec "$here/uv" "$@") 2>"$data/installation.log" &
    work=$!
    while
        show_arrived
        kill -0 "$work" 2>/dev/null
    do
        sleep 1
    done | zenity --progress --auto-close --no-markup --title "$NAME" --width 420 >/dev/null 2>&1 || {
        while kill "$work" 2>/dev/null; do sleep 1; done # one that comes while the shell makes the process is lost
        give_up "Stopped. The next start goes on with what is here."
    }
    wait "$work"
}

show_arrived() {
    arrived_mb=$(megabytes_of "$data")
    percent=$((arrived_mb / (needed_gb * 10)))
    if [ "$percent" -gt 99 ]; then percent=99; fi
    printf '%s\n# %s MB of about %s MB\n' "$percent" "$arrived_mb" "$((needed_gb * 1000))"
}

explain_failure() {
    if [ "$(free_mb)" -lt "$SPARE_MB" ]; then
        fail "The disk is full: $data needs about $needed_gb GB. Make room, and start again: it goes on with what is here."
    elif ! reaches_the_index; then
        fail "The network was lost$reason. Start again once it is there: it goes on with what is here."
    fi
    if [ "$voice" = window ]; then where="is in $data/installation.log"; else where="stands above"; fi
    fail "The packages could not be installed; the reason $where. Start again, or begin anew after --remove."
}

# Those whose program still runs stay: it loads parts of itself when they are asked for.
remove_earlier_environments() {
    for other in "$data"/environments/*; do
        if [ "$other" != "$environment" ] && ! runs_from "$other/"; then rm -rf "$other"; fi
    done
}

runs_from() {
    processes=$(ps -A -o args= 2>/dev/null) || return 1
    case $processes in *"$1"*) ;; *) return 1 ;; esac
}

remove_program() {
    if [ ! -d "$data" ]; then
        tell "Nothing of $NAME is installed in $data."
        return
    fi
    if runs_from "$data/environments/"; then fail "$NAME is running: close it first."; fi
    take_lock
    removed_mb=$(megabytes_of "$data")
    rm -rf "$data/environments" "$data/cache" "$data/pythons" "$data/installation.log" "$data"/lock*
    rmdir "$data" 2>/dev/null || : # what else lies there is not ours
    tell "Removed $removed_mb MB from $data. Runs and settings stay."
}

main "$@"
