#!/usr/bin/env bash
# Test servers: PostgreSQL, Redis and RabbitMQ on free ports, with throw-away data in DIR.
#     eng/servers.sh start DIR [--owner PID]    then: source DIR/servers.env
#     eng/servers.sh stop DIR
# They run until `stop`, or until the process PID has ended.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
servers=(postgres redis rabbitmq)

usage() { sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

start() {
    local dir=$1 owner=$2 name
    if is_running "$dir"; then
        printf 'The test servers in %s are running already. End them with: eng/servers.sh stop %s\n' "$dir" "$dir" >&2
        return 1
    fi
    # Passwords are made anew, and the data knows only the old ones.
    for name in "${servers[@]}"; do rm -rf "${dir:?}/$name"; done
    rm -f "$dir/servers.env"

    export SERVER_USER=stack SERVER_PASSWORD
    SERVER_PASSWORD=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
    local -A ports
    # Three different ports below the range from which the system takes those of outgoing connections.
    local base
    base=$(free_ports)
    for name in "${servers[@]}"; do
        ports[$name]=$((base++))
        setsid "$here/server.sh" "$name" --data "$dir/$name" --port "${ports[$name]}" --owner "$owner" --throwaway \
            </dev/null >"$dir/$name.log" 2>&1 &
        echo $! >"$dir/$name.pid"
    done
    for name in "${servers[@]}"; do
        await "$dir" "$name" "${ports[$name]}"
    done

    local env=$dir/servers.env
    (umask 077 && : >"$env.new")
    {
        printf 'export TEST_POSTGRES="Host=127.0.0.1;Port=%s;Username=%s;Password=%s"\n' "${ports[postgres]}" "$SERVER_USER" "$SERVER_PASSWORD"
        printf 'export TEST_REDIS="127.0.0.1:%s,password=%s"\n' "${ports[redis]}" "$SERVER_PASSWORD"
        printf 'export TEST_RABBITMQ="amqp://%s:%s@127.0.0.1:%s/"\n' "$SERVER_USER" "$SERVER_PASSWORD" "${ports[rabbitmq]}"
    } >"$env.new"
    mv "$env.new" "$env"
}

stop() {
    local dir=$1 name pid pids=()
    for name in "${servers[@]}"; do
        pid=$(pid_of "$dir" "$name") || continue
        kill -TERM "$pid"
        pids+=("$pid")
    done
    for pid in "${pids[@]}"; do
        while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    done
    rm -f "$dir/servers.env"
    for name in "${servers[@]}"; do rm -rf "${dir:?}/$name" "$dir/$name.pid"; done
}

is_running() {
    local name
    for name in "${servers[@]}"; do
        if pid_of "$1" "$name" >/dev/null; then return 0; fi
    done
    return 1
}

# The pid from the file, if that process is still the server of this folder.
pid_of() {
    local pid
    pid=$(cat "$1/$2.pid" 2>/dev/null) || return 1
    tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "server.sh $2 --data $1/$2 " || return 1
    echo "$pid"
}

free_ports() {
    local base port
    while :; do
        base=$((20000 + RANDOM % 12000))
        for port in $base $((base + 1)) $((base + 2)); do
            if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then continue 2; fi
        done
        echo "$base"
        return
    done
}

# Waits until the server answers with the account, not only until the port is open.
await() {
    local dir=$1 name=$2 port=$3 deadline=$((SECONDS + 60))
    until "answers_$name" "$port" 2>/dev/null; do
        if ! pid_of "$dir" "$name" >/dev/null || ((SECONDS > deadline)); then
            printf 'The test server %s did not start. The end of %s:\n' "$name" "$dir/$name.log" >&2
            tail -n 20 "$dir/$name.log" >&2
            stop "$dir"
            return 1
        fi
        sleep 0.1
    done
}

answers_postgres() {
    local psql
    psql=$(find /usr/lib/postgresql/*/bin/psql | sort -V | tail -n 1)
    PGPASSWORD=$SERVER_PASSWORD "$psql" -h 127.0.0.1 -p "$1" -U "$SERVER_USER" -d postgres -qAtc 'select 1' >/dev/null
}

answers_redis() { [[ $(REDISCLI_AUTH=$SERVER_PASSWORD redis-cli -h 127.0.0.1 -p "$1" ping) == PONG ]]; }

# The broker opens its port when it is ready for clients, and then greets with a frame of type 1 (method).
answers_rabbitmq() {
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'AMQP\0\0\11\1' >&3
    local first
    first=$(head -c 1 <&3 | od -An -tu1 | tr -d ' ')
    exec 3>&-
    [[ $first == 1 ]]
}

main() {
    local command=${1:-} dir=${2:-} owner=none
    [[ $dir ]] || usage
    if [[ ${3:-} == --owner ]]; then owner=${4:?}; fi
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd)
    case $command in
        start) start "$dir" "$owner" ;;
        stop) stop "$dir" ;;
        *) usage ;;
    esac
}

main "$@"
