# shellcheck shell=bash disable=SC2154,SC2034
# Starting an instance of the system, and deleting its data. Sourced by ./stack.
# $instance/run.json is the AppHost's: it is there as long as every resource of a running instance has become healthy.
# Stopping, logs, waiting: Aspire's own CLI does it (dotnet aspire stop | ps | describe | logs | wait).

stack_run() {
    local detach=false
    while (($#)); do
        case $1 in
            --detach) detach=true; shift ;;
            --port) GatewayPort=${2:?--port needs a number}; shift 2 ;;
            --servers) Servers=${2:?--servers needs a choice}; shift 2 ;;
            *) fail "run does not know '$1'. It takes --detach, --port N and --servers local|containers|external." ;;
        esac
    done
    [[ ${GatewayPort:=8080} =~ ^[1-9][0-9]{0,4}$ && $GatewayPort -lt 65536 ]] || fail "--port takes a number from 1 to 65535, not '$GatewayPort'."
    [[ ${Servers:=$(choose_servers)} =~ ^(local|containers|external)$ ]] || fail "--servers takes local, containers or external, not '$Servers'."

    if is_running; then
        step "It is running already."
        print_addresses
        $detach || fail "to start it anew, end it first: dotnet aspire stop"
        return
    fi
    set_up
    require gateway_port
    require dashboard_port
    require secrets
    ensure_built AppHost/AppHost.csproj
    prepare_instance
    step "Starting the system (servers: $Servers)"
    if $detach; then
        start_detached
    else
        echo $$ >"$instance/apphost.pid"
        exec "${apphost[@]}"
    fi
}

# What an instance writes is its owner's only. Others may pass its folder: PostgreSQL under its own account must reach its data.
prepare_instance() {
    umask 077
    mkdir -p "$instance"
    chmod 711 "$instance"
    rm -f "$instance/run.json"
    echo "$Servers" >"$instance/servers"
    # Not below `dotnet run`, which would only be one process more.
    apphost=(env "Servers=$Servers" "GatewayPort=$GatewayPort" "DashboardPort=${DashboardPort:-18888}" "StateDirectory=$instance"
        DOTNET_ENVIRONMENT=Development ASPIRE_VERSION_CHECK_DISABLED=true AppHost/bin/Debug/net10.0/SocialServices.AppHost)
}

start_detached() {
    local log=$instance/apphost.log limit=${STACK_START_TIMEOUT:-180} pid deadline follower
    deadline=$((SECONDS + limit))
    : >"$log"
    setsid "${apphost[@]}" </dev/null >"$log" 2>&1 &
    pid=$!
    echo "$pid" >"$instance/apphost.pid"
    tail -n +1 -f --pid="$pid" "$log" 2>/dev/null &
    follower=$!

    until is_running; do
        if ! kill -0 "$pid" 2>/dev/null; then
            wait "$follower" || true
            fail "the system ended while starting; the reason is above and in $log."
        fi
        if grep -q "^'[a-z-]*' failed: " "$log"; then # the AppHost's words; a part that failed does not come up by waiting
            sleep 1
            give_up "a part of the system failed and all of it has been ended; the reason is above and in $log."
        fi
        if ((SECONDS > deadline)); then
            give_up "the system was not healthy after $limit s and has been ended. The log: $log"
        fi
        sleep 0.2
    done
    sleep 0.3 # for the follower to print the last lines
    kill "$follower" 2>/dev/null || true
    step "Running. To stop it: dotnet aspire stop"
    print_addresses
}

give_up() {
    kill "$follower" 2>/dev/null || true
    kill -TERM "$pid" 2>/dev/null || true
    wait "$pid" || true
    fail "$1"
}

print_addresses() {
    printf '  Gateway    %s\n' "$(run_value gateway)"
    printf '  API docs   %s\n' "$(run_value apiDocs)"
    printf '  Dashboard  %s\n' "$(run_value dashboard)"
    printf '  Demo credentials and more: %s\n' "$instance/run.json"
}

# Data and the secrets that open it go together, or neither.
stack_reset() {
    local answer servers
    [[ ! $(live_apphost) ]] || fail "the system is running. End it first: dotnet aspire stop"
    servers=$(cat "$instance/servers" 2>/dev/null || true)
    [[ $servers != external ]] ||
        fail "the databases are on external servers, and the secrets in $instance/secrets.json open them. Delete the databases there, then: rm -r $instance"
    [[ $servers != containers ]] || container_engine_answers || fail "the data is in a container engine's volumes, and no engine answers. Start it, then run this again."
    if [[ ${1:-} != --yes ]]; then
        read -r -p "Delete all data in $instance (databases, queues, secrets)? Type yes: " answer || true
        [[ ${answer:-} == yes ]] || fail "nothing was deleted."
    fi
    [[ $servers != containers ]] || delete_volumes
    rm -rf "${instance:?}/data"
    rm -f "$instance"/{secrets.json,run.json,apphost.pid,apphost.log,servers}
    step "Deleted."
}

# The name has the folder's hash, as in AppHost/Servers.cs.
delete_volumes() {
    local engine=docker
    docker info >/dev/null 2>&1 || engine=podman
    "$engine" volume ls -q | grep "^socialservices-$(printf %s "$instance" | sha256sum | cut -c1-8)-" | xargs -r "$engine" volume rm
}

stack_demo() {
    is_running || fail "the system is not running. Start it with: ./stack run --detach"
    ensure_built tests/ProgrammeStory/ProgrammeStory.csproj
    STACK_RUN_JSON=$instance/run.json exec dotnet run --no-build --project tests/ProgrammeStory -- "$@"
}

# Only the token is printed to stdout: for "$(./stack token cases)".
stack_token() {
    is_running || fail "the system is not running. Start it with: ./stack run --detach"
    ensure_built tests/ProgrammeStory/ProgrammeStory.csproj >&2
    STACK_RUN_JSON=$instance/run.json exec dotnet run --no-build --project tests/ProgrammeStory -- token "$@"
}

# The running reporting service's own program and settings, with another argument.
stack_reconcile() {
    local pid entry
    is_running || fail "the system is not running. Start it with: ./stack run --detach"
    pid=$(service_process reporting)
    [[ $pid ]] || fail "reporting is not running: dotnet aspire describe"
    while IFS= read -r -d '' entry; do # not as arguments of env: others can read those
        if [[ $entry =~ ^[A-Za-z_][A-Za-z0-9_]*= ]]; then export "${entry?}"; fi
    done <"/proc/$pid/environ"
    cd "/proc/$pid/cwd"
    export Logging__LogLevel__Default=Warning
    exec "$(readlink "/proc/$pid/exe")" --reconcile
}

# The process of a service of this instance, not the `dotnet run` above it.
service_process() {
    local program=SocialServices.${1^} directory
    for directory in /proc/[0-9]*; do
        if [[ $(readlink "$directory/exe" 2>/dev/null) == */"$program" ]] &&
            grep -qzxF "Audit__AnchorDirectory=$instance/data/anchors" "$directory/environ" 2>/dev/null; then
            echo "${directory#/proc/}"
            return
        fi
    done
}

# run.json and the AppHost ----------------------------------------------------------------------------------------

# The first value of a key; the AppHost writes the keys used here before everything nested.
run_value() {
    [[ -f $instance/run.json ]] || return 0
    grep -oE "\"$1\" *: *(\"[^\"]*\"|[0-9]+)" "$instance/run.json" | head -n 1 | sed -E 's/^"[^"]*" *: *"?//; s/"$//'
}

is_running() { is_apphost "$(run_value pid)"; }

# Also one that is still starting.
live_apphost() {
    local pid
    for pid in $(run_value pid) $(cat "$instance/apphost.pid" 2>/dev/null); do
        if is_apphost "$pid"; then echo "$pid"; fi
    done
}

# Really ours, and of this instance? A pid in a file may long be another program's.
is_apphost() {
    [[ $1 ]] && { tr '\0' ' ' <"/proc/$1/cmdline" | grep -q AppHost; } 2>/dev/null && grep -qzxF "StateDirectory=$instance" "/proc/$1/environ" 2>/dev/null
}

# Checks ----------------------------------------------------------------------------------------------------------

check_gateway_port() { check_port "${GatewayPort:-8080}" "choose another one with --port N"; }
check_dashboard_port() { check_port "${DashboardPort:-18888}" "choose another one with DashboardPort=N in the environment"; }

check_port() {
    local holder
    if ! (exec 3<>"/dev/tcp/localhost/$1") 2>/dev/null; then return 0; fi
    holder=$(ss -ltnpH "sport = :$1" 2>/dev/null | grep -oE '"[^"]+",pid=[0-9]+' | head -n 1 | sed -E 's/"([^"]+)",pid=([0-9]+)/\1 (process \2)/')
    why="port $1 is taken by ${holder:-another program}. End that, or $2."
    return 1
}

# Without its secrets the data cannot be opened, and new ones would make sure of that.
check_secrets() {
    local file=$instance/secrets.json
    if [[ -e $file ]]; then
        why="$file is damaged, and the data cannot be opened without it. Restore it, or delete the data: ./stack reset"
        [[ $(tail -c 2 "$file" | tr -d '\n') == "}" ]]
    else
        why="$file is missing, and the data in $instance/data cannot be opened without it. Restore it, or delete the data: ./stack reset"
        [[ ! $(ls -A "$instance/data" 2>/dev/null) ]]
    fi
}
