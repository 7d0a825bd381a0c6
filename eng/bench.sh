#!/usr/bin/env bash
# Speed against peers in the same run, as whole processes. Prints figures and ratios; decides nothing.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 3
root=$PWD
# shellcheck source=eng/setup.sh
. eng/setup.sh

require_dotnet
install_packages yes "${DEMO_PACKAGES[@]}"
publish_tool "$root"
tool=$root/artifacts/kiali-tracing/kiali-tracing
sample=file:$root/data/samples/bookinfo-ratings-delay
python=$([ -x /usr/bin/python3 ] && echo /usr/bin/python3 || command -v python3)

say "Verbs on the sample, cold, whole process (bar: 1.5 s)"
"$python" eng/bench-verbs.py "$tool" "$sample"

say "The kernel against ipykernel"
"$python" eng/bench-kernel.py "$tool" "$sample"

perf=$root/../shared/perf
if [ -f "$perf/generate_traces.py" ]; then
  spans=${SPANS:-200000}
  document=$root/artifacts/bench/traces-$spans.json
  mkdir -p "$(dirname "$document")"
  [ -f "$document" ] || { say "Generating $spans spans"; "$python" "$perf/generate_traces.py" "$spans" "$document"; }
  say "stats on $(du -m "$document" | cut -f1) MB of Jaeger JSON, cold (bar: a quarter of Python's time, a fifth of its memory)"
  /usr/bin/time -f '  kiali-tracing stats  %e s, %M kB peak' "$tool" stats --source "file:$document" --by service,name --format json -o /dev/null
  if "$python" -c 'import pandas' 2>/dev/null; then
    /usr/bin/time -f '  Python, with imports %e s, %M kB peak' "$python" "$perf/python_baseline.py" "$document"
  else
    echo "  Python has no pandas here (Debian: python3-pandas): no peer to compare with"
  fi
fi
