#!/usr/bin/python3
"""Plots a results file of brian-run; plot.py --help tells what it can draw."""

import pathlib
import sys

# Neither the source tree nor the installed folder need be writable.
sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

try:
    from plotting.command import main
except ImportError as missing:
    sys.exit(f"plot.py: {missing}; install python3-h5py, python3-matplotlib and "
             "python3-yaml")

if __name__ == "__main__":
    main()
