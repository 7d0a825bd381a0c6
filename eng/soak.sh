#!/usr/bin/env bash
# The same properties as ./test.sh with many more cases, and hostile cells many times over. Takes long; ends with: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 3
# Properties try at least so many cases; the hostile cells run so many rounds.
export KIALI_TRACING_PROPERTY_CASES="${KIALI_TRACING_PROPERTY_CASES:-20000}" KIALI_TRACING_HOSTILE_ROUNDS="${KIALI_TRACING_HOSTILE_ROUNDS:-20}"
exec ./test.sh "$@"
