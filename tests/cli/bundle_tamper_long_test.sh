#!/usr/bin/env bash
# The content's bits of the tamper matrix, 20,000 of each kind.
. "$(dirname "$0")/lib.sh"
ROGATORY_TAMPER_SAMPLES=${ROGATORY_TAMPER_SAMPLES:-20000} bundle_tests --gtest_filter='SampledBits.*'
