#!/bin/sh
# Checks a sample results file by R; leaves with 77 when there is no R or none of its HDF5 packages.
# usage: check_r.sh FILE.h5
command -v Rscript >/dev/null || { echo "skipped: Rscript is not installed"; exit 77; }
exec Rscript --vanilla "$(dirname "$0")/check_r.R" "$1"
