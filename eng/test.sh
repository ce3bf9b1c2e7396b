# shellcheck shell=bash disable=SC2154
# Tests and benchmarks. Sourced by ./stack.

solution=SocialServices.Aspire.sln
suite_process='' test_servers=''

# The suites are the projects tests/*/*.Tests.csproj; each is a program of its own (xunit v3).
stack_test() {
    local suites=() suite summary='' passed=0 failed=0 skipped=0
    mapfile -t suites < <(find_suites "$@")
    ((${#suites[@]} > 0)) || fail "there is no test suite${1:+ whose name contains one of: $*}."
    export Servers=${Servers:-local} # the tests want the real servers of this machine, container engine or not
    set_up
    ensure_built "$solution"

    trap end_tests EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    check_format
    start_test_servers
    for suite in "${suites[@]}"; do
        run_suite "$suite"
    done
    print_failures
    printf '\n%d passed, %d failed' "$passed" "$failed"
    if ((skipped > 0)); then printf ', %d skipped' "$skipped"; fi
    printf '\n'
    ((failed == 0))
}

check_format() {
    printf '\n» Format\n'
    if dotnet csharpier check . >"$state/format.log" 2>&1; then
        passed=$((passed + 1))
        printf '  passed 1, failed 0, skipped 0\n'
    else
        grep -E 'Error|Warn' "$state/format.log" | head -n 10 || true
        count_problem "not formatted: run dotnet csharpier format . (all of it: $state/format.log)"
    fi
}

find_suites() {
    local project name word
    for project in tests/*/*.Tests.csproj; do
        [[ -e $project ]] || continue
        name=$(basename "$project" .csproj)
        if (($# == 0)); then echo "$project"; continue; fi
        for word in "$@"; do
            if [[ ${name,,} == *"${word,,}"* ]]; then echo "$project"; break; fi
        done
    done
}

# Colleagues' servers when the environment names them, else new ones that end with this script.
start_test_servers() {
    if [[ ${TEST_POSTGRES:-} && ${TEST_REDIS:-} && ${TEST_RABBITMQ:-} ]]; then
        step "Using the servers that TEST_POSTGRES, TEST_REDIS and TEST_RABBITMQ name"
        return
    fi
    step "Starting PostgreSQL, Redis and RabbitMQ for the tests"
    test_servers=$(mktemp -d)
    chmod 711 "$test_servers" # PostgreSQL runs under an account of its own
    eng/servers.sh start "$test_servers" --owner $$ || fail "the test servers did not start."
    # shellcheck source=/dev/null
    source "$test_servers/servers.env"
}

end_tests() {
    trap - EXIT
    if [[ $suite_process ]]; then kill -TERM "$suite_process" 2>/dev/null || true; fi
    if [[ $test_servers ]]; then
        eng/servers.sh stop "$test_servers"
        rm -rf "$test_servers"
    fi
}

# Adds to passed, failed and skipped. A suite that crashes, hangs, or runs nothing is one failure more.
run_suite() {
    local project=$1 name program report status=0
    name=$(basename "$project" .csproj)
    program=$(find "${project%/*}/bin/Debug/net10.0" -maxdepth 1 -type f -executable -name "*$name" 2>/dev/null | head -n 1 || true)
    report=$state/tests/$name.xml
    mkdir -p "$state/tests"
    rm -f "$report"
    printf '\n» %s\n' "$name"
    if [[ ! $program ]]; then
        count_problem "it was not built: $solution does not name it, or it is no xunit v3 program"
        return
    fi

    # In the background, so that Ctrl-C is heard at once; timeout passes the signal on to all below it.
    timeout --kill-after=15 "${STACK_SUITE_TIMEOUT:-900}" "$program" -noLogo -noColor -noAutoReporters -reporter quiet -result-xml "$report" </dev/null &
    suite_process=$!
    wait "$suite_process" || status=$?
    suite_process=''

    local p f s e
    read -r p f s e < <(counts "$report") || { count_problem "it ended with exit code $status and no report"; return; }
    passed=$((passed + p)) failed=$((failed + f + e)) skipped=$((skipped + s))
    printf '  passed %d, failed %d, skipped %d\n' "$p" "$((f + e))" "$s"
    summary+=$(printf '  %-24s passed %d, failed %d, skipped %d' "$name" "$p" "$((f + e))" "$s")$'\n'
    if ((status == 124 || status == 137)); then
        count_problem "it was ended after ${STACK_SUITE_TIMEOUT:-900} s"
    elif ((p + f + e == 0)); then
        count_problem "it ran no test"
    elif ((status != 0 && f + e == 0)); then
        count_problem "no test failed, but it ended with exit code $status"
    fi
}

count_problem() {
    failed=$((failed + 1))
    printf '  FAILED: %s\n' "$1"
    summary+="  FAILED: ${name:-Format}: $1"$'\n'
}

# At the end once more, because a suite's log may be long: every suite's result, and which tests failed with what message.
print_failures() {
    printf '\n» Results\n%s' "$summary"
    if ((failed > 0)); then
        python3 eng/failures.py "$state"/tests/*.xml
    fi
}

# "passed failed skipped errors" from the <assembly> element of xunit's report.
counts() {
    local element attribute
    element=$(grep -oE '<assembly [^>]*>' "$1" 2>/dev/null | head -n 1)
    [[ $element ]] || return 0
    for attribute in passed failed skipped errors; do
        sed -nE "s/.* $attribute=\"([0-9]+)\".*/\1/p" <<<"$element"
    done | tr '\n' ' '
    echo
}

# NAME is part of the name of a benchmark, for example registry. Ends with 1 when a goal is missed.
stack_bench() {
    local project=tests/Benchmarks/Benchmarks.csproj
    export Servers=${Servers:-local}
    set_up
    step "Building the benchmarks in Release"
    dotnet build "$project" -c Release -m:2 --nologo -v q -clp:NoSummary

    trap end_tests EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    start_test_servers
    tests/Benchmarks/bin/Release/net10.0/SocialServices.Benchmarks --filter "*${1:-}*"
}
