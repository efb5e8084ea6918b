#!/bin/sh
# Writes a sample where there is no room for it: that has to end in a message and exit code 1, not
# in a crash.
# usage: check_full_disk.sh WRITE_SAMPLE FILE.h5
trap '' XFSZ
ulimit -f 32
message=$("$1" "$2" 2>&1)
status=$?
echo "$message"
[ $status = 1 ] && echo "$message" | grep -q "File too large"
