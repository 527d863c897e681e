#!/usr/bin/env bash
# The same at 20 GiB.
ROGATORY_LARGE_GIB=20 exec bash "$ROGATORY_SOURCE_DIR/tests/cli/bundle_large_test.sh"
