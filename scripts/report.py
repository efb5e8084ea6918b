#!/usr/bin/python3
"""Makes a page of a results file of brian-run; report.py --help tells more."""

import pathlib
import sys

# Neither the source tree nor the installed folder need be writable.
sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

try:
    from reporting.command import main
except ImportError as missing:
    sys.exit(f"report.py: {missing}; install python3-h5py, python3-matplotlib and python3-yaml")

if __name__ == "__main__":
    main()
