# shellcheck shell=bash disable=SC2154,SC2034
# Starting, watching and ending an instance of the system. Sourced by ./stack.
# $instance/run.json is the AppHost's: it is there as long as every resource of a running instance has become healthy.

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
        $detach || fail "to start it anew, end it first: ./stack stop"
        return
    fi
    set_up
    require gateway_port
    require dashboard_port
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

prepare_instance() {
    local dashboard=${DashboardPort:-18888}
    mkdir -p "$instance"
    rm -f "$instance/run.json"
    apphost=(env "Servers=$Servers" "GatewayPort=$GatewayPort" "DashboardPort=$dashboard" "StateDirectory=$instance"
        DOTNET_ENVIRONMENT=Development "ASPNETCORE_URLS=http://localhost:$dashboard"
        ASPIRE_ALLOW_UNSECURED_TRANSPORT=true ASPIRE_VERSION_CHECK_DISABLED=true
        "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:$((dashboard + 1))"
        "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://localhost:$((dashboard + 2))"
        dotnet run --project AppHost --no-build --no-launch-profile)
}

start_detached() {
    local log=$instance/apphost.log pid deadline=$((SECONDS + ${STACK_START_TIMEOUT:-180})) follower
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
            kill "$follower" 2>/dev/null || true
            end_instance
            fail "a part of the system failed and all of it has been ended; the reason is above and in $log."
        fi
        if ((SECONDS > deadline)); then
            kill "$follower" 2>/dev/null || true
            end_instance
            fail "the system was not healthy after ${STACK_START_TIMEOUT:-180} s and has been ended. The log: $log"
        fi
        sleep 0.2
    done
    sleep 0.3 # for the follower to print the last lines
    kill "$follower" 2>/dev/null || true
    step "Running."
    print_addresses
}

stack_status() {
    if ! is_running; then
        if [[ $(instance_processes) ]]; then
            fail "starting, or not healthy: see $instance/apphost.log"
        fi
        fail "not running. Start it with: ./stack run"
    fi
    step "Running (process $(run_value pid))."
    print_addresses
}

print_addresses() {
    printf '  Gateway    %s\n' "$(run_value gateway)"
    printf '  API docs   %s\n' "$(run_value apiDocs)"
    printf '  Dashboard  %s\n' "$(run_value dashboard)"
    printf '  Demo credentials and more: %s\n' "$instance/run.json"
}

stack_stop() {
    if [[ ! $(instance_processes) ]]; then
        rm -f "$instance/run.json" "$instance/apphost.pid"
        step "Nothing to stop: it is not running."
        return
    fi
    step "Stopping"
    end_instance
    step "Stopped; no process is left."
}

# Asks the AppHost to end, waits for every process of the instance, and ends those that stay.
end_instance() {
    local pid asked=false deadline=$((SECONDS + 45))
    for pid in $(run_value pid) $(cat "$instance/apphost.pid" 2>/dev/null); do
        if is_apphost "$pid" && kill -TERM "$pid" 2>/dev/null; then asked=true; fi
    done
    $asked || instance_processes | xargs -r kill -TERM 2>/dev/null || true
    while [[ $(instance_processes) ]]; do
        if ((SECONDS > deadline)); then
            step "Ending by force what did not end by itself: $(instance_processes | tr '\n' ' ')"
            instance_processes | xargs -r kill -KILL 2>/dev/null || true
        fi
        sleep 0.2
    done
    rm -f "$instance/run.json" "$instance/apphost.pid"
}

stack_reset() {
    local answer
    [[ ! $(instance_processes) ]] || fail "the system is running. End it first: ./stack stop"
    if [[ ${1:-} != --yes ]]; then
        read -r -p "Delete all data in $instance (databases, queues, secrets)? Type yes: " answer || true
        [[ ${answer:-} == yes ]] || fail "nothing was deleted."
    fi
    rm -rf "${instance:?}/data"
    rm -f "$instance"/{secrets.json,run.json,apphost.pid,apphost.log}
    step "Deleted. With containers the data is in their engine's volumes: docker volume ls"
}

stack_demo() {
    is_running || fail "the system is not running. Start it with: ./stack run --detach"
    ensure_built tests/ProgrammeStory/ProgrammeStory.csproj
    STACK_RUN_JSON=$instance/run.json exec dotnet run --no-build --project tests/ProgrammeStory -- "$@"
}

# run.json and processes ------------------------------------------------------------------------------------------

# The first value of a key; the AppHost writes the keys used here before everything nested.
run_value() {
    [[ -f $instance/run.json ]] || return 0
    grep -oE "\"$1\" *: *(\"[^\"]*\"|[0-9]+)" "$instance/run.json" | head -n 1 | sed -E 's/^"[^"]*" *: *"?//; s/"$//'
}

is_running() {
    local pid
    pid=$(run_value pid)
    [[ $pid ]] && is_apphost "$pid"
}

# Really ours, and of this instance? A pid in a file may long be another program's.
is_apphost() {
    { tr '\0' ' ' <"/proc/$1/cmdline" | grep -q AppHost; } 2>/dev/null && in_instance "$1"
}

in_instance() { grep -qzxF "StateDirectory=$instance" "/proc/$1/environ" 2>/dev/null; }

# The AppHost and everything below it: they inherit its environment.
instance_processes() {
    local process pid
    for process in /proc/[0-9]*; do
        pid=${process#/proc/}
        if ((pid != $$ && pid != BASHPID)) && in_instance "$pid"; then echo "$pid"; fi
    done
}

check_gateway_port() { check_port "${GatewayPort:-8080}" "choose another one with --port N"; }
check_dashboard_port() { check_port "${DashboardPort:-18888}" "choose another one with DashboardPort=N in the environment"; }

check_port() {
    local holder
    if ! (exec 3<>"/dev/tcp/localhost/$1") 2>/dev/null; then return 0; fi
    holder=$(ss -ltnpH "sport = :$1" 2>/dev/null | grep -oE '"[^"]+",pid=[0-9]+' | head -n 1 | sed -E 's/"([^"]+)",pid=([0-9]+)/\1 (process \2)/')
    why="port $1 is taken by ${holder:-another program}. End that, or $2."
    return 1
}
