#!/usr/bin/env bash
# Makes a recorded incident from its scenario: eng/make-sample.sh [SCENARIO [FOLDER]]
# The same scenario gives the same files; without arguments the sample of the repository is made anew.
set -euo pipefail
cd "$(dirname "$0")/.."
exec dotnet run --project tests/Kiali.Tracing.SampleMaker -c Release -- "${1:-bookinfo-ratings-delay}" "${@:2}"
