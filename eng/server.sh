#!/usr/bin/env bash
# Runs one real server in the foreground on 127.0.0.1, for the AppHost and for the tests:
#     eng/server.sh postgres|redis|rabbitmq --data DIR --port N [--owner PID|none] [--throwaway]
# SERVER_USER (default: stack) and SERVER_PASSWORD are the account; they are set when DIR is used for the first time.
# SERVER_ACCOUNTS has more accounts, in the server's own form: user lines for Redis, definitions (JSON) for RabbitMQ.
# The server ends with this script, and this script ends with its owner (default: the process that started it).
# --throwaway trades crash safety for speed, for tests.
set -euo pipefail

usage() { sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
fail() { printf 'server.sh: %s\n' "$*" >&2; exit 1; }

data='' port='' owner=$PPID throwaway=false
user=${SERVER_USER:-stack}
password=${SERVER_PASSWORD:-}

main() {
    local server=${1:-}
    [[ $server =~ ^(postgres|redis|rabbitmq)$ ]] || usage
    shift
    while (($#)); do
        case $1 in
            --data) data=${2:?}; shift 2 ;;
            --port) port=${2:?}; shift 2 ;;
            --owner) owner=${2:?}; shift 2 ;;
            --throwaway) throwaway=true; shift ;;
            *) usage ;;
        esac
    done
    [[ $data && $port ]] || usage
    [[ $password ]] || fail "SERVER_PASSWORD is not set."
    [[ $user$password =~ ^[A-Za-z0-9_.~-]+$ ]] || fail "SERVER_USER and SERVER_PASSWORD may hold letters, digits and _ . ~ - only."
    port_is_free "$port" || fail "port $port on 127.0.0.1 is already in use."

    mkdir -p "$data"
    chmod 700 "$data"
    umask 077
    data=$(cd "$data" && pwd)
    "run_$server"
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# PostgreSQL ------------------------------------------------------------------------------------------------------

run_postgres() {
    local bin
    bin=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -n 1)
    [[ $bin ]] || fail "PostgreSQL is missing. Install it with: apt-get install --no-install-recommends postgresql"

    # PostgreSQL refuses to run as root.
    local as=()
    if ((EUID == 0)); then
        as=(setpriv --reuid=postgres --regid=postgres --init-groups)
        chown postgres:postgres "$data"
        # In a checkout below root's own home the account cannot pass the folders above: let it read its way through.
        if ! "${as[@]}" env -C "$data" true 2>/dev/null; then
            as+=(--inh-caps=+dac_read_search --ambient-caps=+dac_read_search)
            "${as[@]}" env -C "$data" true 2>/dev/null || fail "the account postgres cannot reach $data. Move the checkout out of root's home."
        fi
    fi

    if [[ ! -e $data/cluster/PG_VERSION ]]; then
        initialise_postgres "$bin" "${as[@]}"
    fi

    local settings=(-c "port=$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=400)
    if $throwaway; then
        settings+=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off)
    fi
    cd "$data"
    serve INT QUIT "${as[@]}" -- "$bin/postgres" -D "$data/cluster" "${settings[@]}"
}

# Into another folder first, so that an interrupted initialisation is not taken for a database.
initialise_postgres() {
    local bin=$1 options=(--auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-instructions)
    shift
    if $throwaway; then
        options+=(--no-sync)
    fi
    rm -rf "$data/cluster" "$data/cluster.new"
    printf '%s' "$password" >"$data/password"
    ((EUID != 0)) || chown postgres:postgres "$data/password"
    (cd "$data" && "$@" "$bin/initdb" --pgdata="$data/cluster.new" --username="$user" --pwfile="$data/password" "${options[@]}") ||
        fail "PostgreSQL's data folder could not be initialised in $data."
    rm "$data/password"
    mv "$data/cluster.new" "$data/cluster"
}

# Redis -----------------------------------------------------------------------------------------------------------

run_redis() {
    command -v redis-server >/dev/null || fail "Redis is missing. Install it with: apt-get install --no-install-recommends redis-server"
    local persistence='appendonly yes'
    if $throwaway; then
        persistence=$'appendonly no\nsave ""'
    fi
    # As a file, because other accounts can read a command line.
    printf 'bind 127.0.0.1\nport %s\ndir "%s"\nrequirepass %s\n%s\n%s\n' \
        "$port" "$data" "$password" "$persistence" "${SERVER_ACCOUNTS:-}" >"$data/redis.conf"
    serve TERM TERM -- redis-server "$data/redis.conf"
}

# RabbitMQ --------------------------------------------------------------------------------------------------------

run_rabbitmq() {
    # Not the one in /usr/sbin: that changes the user.
    local program=/usr/lib/rabbitmq/bin/rabbitmq-server
    [[ -x $program ]] || fail "RabbitMQ is missing. Install it with: apt-get install --no-install-recommends rabbitmq-server"

    if [[ ! -e $data/.erlang.cookie ]]; then
        head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$data/.erlang.cookie"
        chmod 400 "$data/.erlang.cookie"
    fi
    cat >"$data/rabbitmq.conf" <<-CONF
	listeners.tcp.1 = 127.0.0.1:$port
	default_user = $user
	default_pass = $password
	log.console = true
	log.console.level = warning
	log.console.use_colors = off
	log.file = false
	# The write-ahead log of quorum queues is allocated in full; the default is 512 MB.
	raft.wal_max_size_bytes = 64000000
	CONF
    if [[ ${SERVER_ACCOUNTS:-} ]]; then
        printf '%s\n' "$SERVER_ACCOUNTS" >"$data/accounts.json"
        printf 'load_definitions = %s\n' "$data/accounts.json" >>"$data/rabbitmq.conf"
    fi
    printf '[].\n' >"$data/enabled_plugins"

    # Erlang's name server stays running after the node that started it. This one is the node's own and ends with it.
    export ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT
    ERL_EPMD_PORT=$(free_port)
    setpriv --pdeathsig KILL epmd -port "$ERL_EPMD_PORT" </dev/null >"$data/epmd.log" 2>&1 &
    helpers+=($!)
    wait_for_port "$ERL_EPMD_PORT"

    export HOME=$data RABBITMQ_NODENAME=stack@localhost RABBITMQ_DIST_PORT
    RABBITMQ_DIST_PORT=$(free_port)
    export RABBITMQ_CONFIG_FILE=$data/rabbitmq RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_ENABLED_PLUGINS_FILE=$data/enabled_plugins
    export RABBITMQ_MNESIA_BASE=$data RABBITMQ_MNESIA_DIR=$data/node RABBITMQ_LOG_BASE=$data/log RABBITMQ_PID_FILE=$data/rabbitmq.pid
    export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
    cd "$data" # where a killed node leaves its dump
    # As under systemd, the start script becomes the server instead of staying above it.
    export RUNNING_UNDER_SYSTEMD=true
    unset NOTIFY_SOCKET
    serve TERM TERM -- "$program"
}

free_port() {
    local candidate
    while :; do
        candidate=$((20000 + RANDOM % 12000))
        if port_is_free "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

wait_for_port() {
    local tries
    for ((tries = 0; tries < 100; tries++)); do
        port_is_free "$1" || return 0
        sleep 0.05
    done
    fail "nothing listens on port $1 after 5 seconds."
}

# Life and death --------------------------------------------------------------------------------------------------

helpers=()

# serve STOP-SIGNAL ORPHAN-SIGNAL [setpriv arguments…] -- COMMAND…
# Why not simply exec with --pdeathsig: the kernel ties that signal to the *thread* that started the process, and a
# thread pool lets its threads go. This shell has one thread, so the server below it is safe, and it watches its owner.
serve() {
    local stop=$1 orphan=$2 as=() server
    shift 2
    while [[ $1 != -- ]]; do as+=("$1"); shift; done
    shift

    # Taking another user's id clears the signal: it must be set after that.
    "${as[@]}" setpriv --pdeathsig "$orphan" -- "$@" </dev/null &
    server=$!
    trap 'kill -s "$stop" "$server" 2>/dev/null || true' TERM INT HUP

    local watched=("$server")
    if [[ $owner != none ]]; then
        setpriv --pdeathsig KILL tail --pid="$owner" --sleep-interval=0.5 -f /dev/null </dev/null &
        helpers+=($!)
        watched+=($!)
    fi

    # Ends when the server or the owner has ended, or when a signal came; the server gets its time to stop either way.
    local ended='' status=0
    wait -n -p ended "${watched[@]}" || status=$?
    if [[ ${ended:-} != "$server" ]]; then
        kill -s "$stop" "$server" 2>/dev/null || true
        wait "$server" && status=0 || status=$?
    fi
    ((${#helpers[@]} == 0)) || kill "${helpers[@]}" 2>/dev/null || true
    wait
    exit "$status"
}

main "$@"
