#!/usr/bin/env bash
# The same properties as ./test.sh with many more cases, and hostile cells many times over. Takes long; ends with: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 3
# CsCheck reads the number of cases and the number of threads from the environment.
export CsCheck_Iter="${CsCheck_Iter:-20000}" KIALI_TRACING_HOSTILE_ROUNDS="${KIALI_TRACING_HOSTILE_ROUNDS:-20}"
exec ./test.sh "$@"
