#!/bin/sh
# What macOS starts. Once everything is installed the program opens; until then a terminal asks and shows the progress.
here=$(CDPATH='' cd -- "${0%/*}/../Resources" && pwd) || exit 1
# shellcheck source=/dev/null
. "$here/facts"
base=${SIMCLR_EXPLORER_HOME:-$HOME/Library/Application Support/simclr-explorer}
if [ -e "$base/program/environments/$EDITION/whole" ]; then exec "$here/launch.sh" "$@"; fi
exec open -a Terminal "$here/launch.sh"
