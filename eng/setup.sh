# shellcheck shell=bash disable=SC2154
# What must be on the machine before anything runs: checked, and where possible put there. Sourced by ./stack.

set_up() {
    ensure_home
    require dotnet_sdk
    require disk_space
    ensure_tools
    if [[ $(choose_servers) == local ]]; then
        ensure_servers
    fi
}

# .NET and Aspire keep caches and certificates there; some services and build machines have none.
ensure_home() {
    if [[ ! -d ${HOME:-} || ! -w $HOME ]]; then
        export HOME=$state/home
        mkdir -p "$HOME"
        step "There is no home folder that can be written to: using $HOME"
    fi
}

# The local tools of .config/dotnet-tools.json. A registry that is busy may refuse once.
ensure_tools() {
    local stamp=$state/tools.json
    if ! cmp -s .config/dotnet-tools.json "$stamp"; then
        step "Installing the local tools (aspire, csharpier)"
        mkdir -p "$state"
        dotnet tool restore >"$state/tools.log" 2>&1 || dotnet tool restore >"$state/tools.log" 2>&1 ||
            fail "the local tools could not be installed. Check the network connection, then run this again. What dotnet said: $state/tools.log"
        cp .config/dotnet-tools.json "$stamp"
    fi
}

# Checks: each answers whether all is well and, if not, says in $why what to do --------------------------------------

why=''

require() { "check_$1" || fail "$why"; }

check_dotnet_sdk() {
    why="the .NET 10 SDK is missing. Install it: https://dotnet.microsoft.com/download/dotnet/10.0"
    command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.'
}

check_npm() {
    why="npm is missing; tests of the API documents need it. Install Node.js 20 or later."
    command -v npm >/dev/null
}

check_disk_space() {
    local megabytes
    megabytes=$(df --output=avail -m "$root" | tail -n 1 | tr -d ' ')
    why="only $megabytes MB are free on the disk that holds $root. At least 2048 MB are needed; free some space."
    ((megabytes >= 2048))
}

check_postgres() {
    why="PostgreSQL is missing: apt-get install --no-install-recommends postgresql"
    [[ $(find /usr/lib/postgresql/*/bin/postgres 2>/dev/null) ]]
}

check_redis() {
    why="Redis is missing: apt-get install --no-install-recommends redis-server"
    command -v redis-server >/dev/null
}

check_rabbitmq() {
    why="RabbitMQ is missing: apt-get install --no-install-recommends rabbitmq-server"
    [[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]]
}

check_tools() {
    local tool
    for tool in setsid setpriv timeout realpath; do
        why="the command $tool is missing: apt-get install util-linux coreutils"
        command -v "$tool" >/dev/null || return 1
    done
}

# Servers ---------------------------------------------------------------------------------------------------------

# Aspire's way is containers; without an engine that answers, the servers are this machine's own packages.
choose_servers() {
    if [[ ${Servers:-} ]]; then
        echo "$Servers"
    elif container_engine_answers; then
        echo containers
    else
        echo local
    fi
}

container_engine_answers() {
    local engine
    for engine in docker podman; do
        if command -v "$engine" >/dev/null && timeout 10 "$engine" info >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

ensure_servers() {
    local packages=()
    require tools
    check_postgres || packages+=(postgresql)
    check_redis || packages+=(redis-server)
    check_rabbitmq || packages+=(rabbitmq-server)
    ((${#packages[@]} == 0)) || install_packages "${packages[@]}"
}

install_packages() {
    local by_hand="apt-get install --no-install-recommends $*" log=$state/apt.log as_root=()
    command -v apt-get >/dev/null || fail "these servers are missing: $*. This is no Debian or Ubuntu: install them by hand, or start a container engine (Docker or Podman) and run this again."
    if ((EUID != 0)); then
        command -v sudo >/dev/null || fail "these servers are missing: $*. As root run: $by_hand"
        as_root=(sudo)
    fi
    step "Installing $* with apt-get"
    mkdir -p "$state"
    # Without sudo's question for the password in the log: it asks on the terminal.
    { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } \
        >"$log" 2>&1 || { tail -n 5 "$log" >&2; fail "the servers could not be installed (all of it: $log). Try it by hand: $by_hand"; }
    if [[ -d /run/systemd/system ]]; then
        step "Debian also starts them as system services; these are not used here and can be stopped: systemctl disable --now $*"
    fi
}

# Build -----------------------------------------------------------------------------------------------------------

# ensure_built PROJECT|SOLUTION: builds unless no source has changed since the last time, so that a start needs no network.
# The solution holds every project.
ensure_built() {
    local target=$1 stamp now log
    [[ -e $target ]] || fail "$target does not exist in this checkout."
    stamp=$state/built/${target//\//-}
    log=$state/build.log
    now=$(fingerprint)
    if [[ $(cat "$stamp" 2>/dev/null) != "$now" && $(cat "$state/built/$solution" 2>/dev/null) != "$now" || ($target == *.csproj && ! -d ${target%/*}/bin) ]]; then
        step "Building $target"
        mkdir -p "$state/built"
        dotnet build "$target" -m:2 --nologo -v q >"$log" 2>&1 || {
            grep -E 'error [A-Z]+[0-9]+:' "$log" | sort -u | sed -n 1,20p >&2 || tail -n 20 "$log" >&2
            fail "$target does not build (all of it: $log)."
        }
        echo "$now" >"$stamp"
    fi
}

# Changes when a file that takes part in the build is added, removed or written to.
fingerprint() {
    {
        find . \( -name bin -o -name obj -o -name node_modules -o -name '.*' ! -name . ! -name .editorconfig \) -prune -o \
            -type f ! -name '*.md' ! -name '*.sh' -printf '%p %T@ %s\n' | LC_ALL=C sort
    } | sha256sum
}

# Doctor ----------------------------------------------------------------------------------------------------------

stack_doctor() {
    local missing=0 servers
    servers=$(choose_servers)
    diagnose dotnet_sdk ".NET 10 SDK"
    diagnose disk_space "disk space"
    printf 'ok    servers: %s\n' "$servers"
    if [[ $servers == local ]]; then
        diagnose postgres PostgreSQL
        diagnose redis Redis
        diagnose rabbitmq RabbitMQ
        diagnose tools "system tools"
    fi
    if is_running; then
        printf 'ok    the system is running: %s\n' "$(run_value gateway)"
    else
        diagnose gateway_port "port ${GatewayPort:-8080} for the gateway"
        diagnose secrets "secrets of the data in $instance"
        diagnose dashboard_port "port ${DashboardPort:-18888} for the dashboard"
    fi
    ((missing == 0)) || fail "$missing missing, see above. What apt-get and npm have, ./stack run installs by itself."
}

diagnose() {
    if "check_$1"; then
        printf 'ok    %s\n' "$2"
    else
        printf 'FAIL  %s: %s\n' "$2" "$why"
        missing=$((missing + 1))
    fi
}
