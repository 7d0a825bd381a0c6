#!/usr/bin/env bash
# The main job on a recorded incident, without a cluster or a network: builds, installs the Jupyter kernel, runs the notebook, renders the report.
set -uo pipefail
cd "$(dirname "$0")" || exit 3
root=$PWD
# shellcheck source=eng/setup.sh
. eng/setup.sh

install=yes open=no
for option in "$@"; do
  case $option in
    --no-install) install=no ;;
    --open) open=yes ;;
    -h | --help)
      cat <<'HELP'
usage: ./demo.sh [--no-install] [--open]
  --no-install  say which Debian packages are missing, and install nothing
  --open        start Jupyter on the notebook instead of running it through
HELP
      exit 0 ;;
    *) echo "demo.sh: no option $option; see ./demo.sh --help" >&2; exit 2 ;;
  esac
done

started=$SECONDS
require_dotnet
install_packages "$install" "${DEMO_PACKAGES[@]}"
publish_tool "$root"
tool=$root/artifacts/kiali-tracing/kiali-tracing
# Debian's Jupyter runs on Debian's Python, whatever other Python is first on PATH.
jupyter=$([ -x /usr/bin/jupyter ] && echo /usr/bin/jupyter || command -v jupyter)

say "Installing the Jupyter kernel"
"$tool" jupyter install || stop "the kernel could not be installed; see above."

if [ "$open" = yes ]; then
  say "Starting Jupyter; stop it with Ctrl-C"
  as_root=()
  [ "$(id -u)" -eq 0 ] && as_root=(--allow-root)
  cd notebooks && exec "$jupyter" notebook "${as_root[@]}" 01-first-look.ipynb
fi

out=$root/out
mkdir -p "$out"
say "Running notebooks/01-first-look.ipynb in Jupyter"
"$jupyter" nbconvert --to notebook --execute notebooks/01-first-look.ipynb --output-dir "$out" --output 01-first-look.ipynb \
  --ExecutePreprocessor.kernel_name=kiali-tracing --ExecutePreprocessor.timeout=120 --log-level WARN || stop "the notebook did not run through; see above."
"$jupyter" nbconvert --to html "$out/01-first-look.ipynb" --output-dir "$out" --log-level WARN || stop "the notebook could not be turned into HTML; see above."

say "Rendering the report"
"$tool" report --source file:data/samples/bookinfo-ratings-delay -o "$out/incident.pdf" || stop "the report could not be rendered; see above."

say "Done in $((SECONDS - started)) s. Look at:"
printf '  %s\n' "$out/01-first-look.ipynb" "$out/01-first-look.html" "$out/incident.pdf"
