# shellcheck shell=bash
# What demo.sh and test.sh share: messages, packages of Debian 12, the .NET SDK. Sourced, not run.

say() { printf '\n==> %s\n' "$*"; }
stop() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 3; }

# Packages by name. The demo shows a notebook; the tests also look at pages and PDFs, and ask a real Prometheus.
DEMO_PACKAGES=(jupyter-notebook jupyter-client jupyter-nbconvert python3-nbclient)
# shellcheck disable=SC2034 # used by the scripts that source this
TEST_PACKAGES=("${DEMO_PACKAGES[@]}" jupyter-console python3-jupyter-kernel-test chromium fonts-dejavu-core poppler-utils qpdf)

require_dotnet() {
  command -v dotnet >/dev/null 2>&1 || stop "the .NET 10 SDK is missing: install it (https://dotnet.microsoft.com/download) and put dotnet on PATH."
  dotnet --list-sdks 2>/dev/null | grep -q '^10\.' || stop "dotnet has no SDK of version 10; it has: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | tr '\n' ' ')."
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 PYDEVD_DISABLE_FILE_VALIDATION=1
}

is_debian_12() { [ -r /etc/os-release ] && grep -q '^VERSION_ID="12"' /etc/os-release && grep -q '^ID=debian' /etc/os-release; }

missing_packages() {
  local name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || printf '%s\n' "$name"
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages INSTALL NAME…: INSTALL is yes, or no to be told only.
install_packages() {
  local install=$1 log missing=()
  shift
  if ! is_debian_12; then
    command -v jupyter >/dev/null 2>&1 && { say "Not Debian 12: using the Jupyter that is on PATH"; return 0; }
    stop "this is not Debian 12: install Jupyter Notebook with nbconvert by your system's means, then run this again. On Debian the packages are: $*"
  fi
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -eq 0 ] && return 0
  say "Debian packages needed: ${missing[*]}"
  [ "$install" = yes ] || stop "nothing was installed (--no-install). Install them: apt-get install --no-install-recommends ${missing[*]}"
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null 2>&1 ||
    stop "installing needs root or sudo: apt-get install --no-install-recommends ${missing[*]}"
  log=$(mktemp)
  as_root apt-get -o DPkg::Lock::Timeout=500 update -qq >"$log" 2>&1 || { tail -5 "$log" >&2; stop "apt-get update failed."; }
  say "Installing them"
  # RUNLEVEL=1 keeps package scripts from starting services.
  as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=500 install -y -qq --no-install-recommends "${missing[@]}" \
    >"$log" 2>&1 || { tail -5 "$log" >&2; stop "apt-get install failed: ${missing[*]}"; }
  rm -f "$log"
}

# The Debian package prometheus unpacked beside the build: its tools are the referee of the tests, and no service is installed or started.
unpack_prometheus() {
  local target=$1/artifacts/tools/prometheus
  command -v prometheus >/dev/null 2>&1 && command -v promtool >/dev/null 2>&1 && return 0
  [ -x "$target/usr/bin/prometheus" ] && return 0
  is_debian_12 || { say "Not Debian 12: tests against a real Prometheus are skipped unless prometheus and promtool are on PATH"; return 0; }
  say "Unpacking the Debian package prometheus into artifacts/tools (nothing is installed or started)"
  mkdir -p "$target"
  if ! (cd "$target" && apt-get download -qq prometheus >/dev/null 2>&1); then
    as_root apt-get update -qq >/dev/null 2>&1
    (cd "$target" && apt-get download -qq prometheus) || stop "the Debian package prometheus cannot be downloaded: run apt-get update, then this again."
  fi
  dpkg -x "$target"/prometheus_*.deb "$target" || stop "the Debian package prometheus cannot be unpacked into $target."
  rm -f "$target"/prometheus_*.deb
}

# publish_tool ROOT: compiles kiali-tracing ahead of time into artifacts/kiali-tracing, unless nothing changed since.
publish_tool() {
  local root=$1 target=$1/artifacts/kiali-tracing stamp=$1/artifacts/kiali-tracing.stamp
  if [ -x "$target/kiali-tracing" ] && [ -f "$stamp" ] &&
    [ -z "$(find "$root/src" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json" -newer "$stamp" -type f -print -quit)" ]; then
    return 0
  fi
  say "Building kiali-tracing (ahead of time: a minute or two)"
  rm -rf "$target" "$stamp"
  dotnet publish "$root/src/Kiali.Tracing.Tool" -c Release -p:KialiReadyToRun=true -o "$target" -v quiet -nologo -clp:ErrorsOnly ||
    stop "the build failed; see above."
  touch "$stamp"
}
