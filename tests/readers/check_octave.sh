#!/bin/sh
# Checks a sample results file by Octave; leaves with 77 when there is no Octave.
# usage: check_octave.sh FILE.h5
command -v octave-cli >/dev/null || { echo "skipped: octave-cli is not installed"; exit 77; }
exec octave-cli --no-init-file --quiet "$(dirname "$0")/check_octave.m" "$1"
