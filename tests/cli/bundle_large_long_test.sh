#!/usr/bin/env bash
# The same at 20 GiB.
ROGATORY_LARGE_GIB=20 exec bash "$(dirname "$0")/bundle_large_test.sh"
