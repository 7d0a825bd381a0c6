#!/usr/bin/env bash
# Sets up and runs every test. Safe to repeat. Ends with: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")" || exit 3
root=$PWD
# shellcheck source=eng/setup.sh
. eng/setup.sh

install=yes
for option in "$@"; do
  case $option in
    --no-install) install=no ;;
    -h | --help) echo "usage: ./test.sh [--no-install]   sets up what the tests need (Debian packages, by name) and runs all of them"; exit 0 ;;
    *) echo "test.sh: no option $option; see ./test.sh --help" >&2; exit 2 ;;
  esac
done

started=$SECONDS
require_dotnet
install_packages "$install" "${TEST_PACKAGES[@]}"
unpack_prometheus "$root"

say "Building"
dotnet build Kiali.Tracing.sln -v quiet -nologo -clp:ErrorsOnly || stop "the build failed; see above."

results=artifacts/test-results
rm -rf "$results"
passed=0 failed=0 skipped=0 broken=0
for project in tests/*.Tests; do
  name=$(basename "$project")
  say "$name"
  before=$SECONDS
  dotnet test "$project" --no-build -v quiet -nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" 2>&1 |
    grep -vE '^(Test run for|VSTest version|Starting test execution|A total of|Results File|WARNING: Overwriting|$)'
  status=${PIPESTATUS[0]}
  counters=$(grep -o '<Counters [^>]*' "$results/$name.trx" 2>/dev/null)
  if [ -z "$counters" ]; then
    echo "$name wrote no results." >&2
    broken=$((broken + 1))
    continue
  fi
  count() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<<"$counters"; }
  project_failed=$(($(count failed) + $(count error) + $(count timeout) + $(count aborted)))
  [ "$status" -ne 0 ] && [ "$project_failed" -eq 0 ] && broken=$((broken + 1))
  passed=$((passed + $(count passed)))
  failed=$((failed + project_failed))
  skipped=$((skipped + $(count total) - $(count executed)))
  grep -A3 'outcome="NotExecuted"' "$results/$name.trx" | grep -oE 'testName="[^"]*"' | sed 's/testName=/skipped: /' | head -40
  echo "$name took $((SECONDS - before)) s"
done

failed=$((failed + broken))
say "All tests took $((SECONDS - started)) s"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
