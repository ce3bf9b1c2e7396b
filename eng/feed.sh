# shellcheck shell=bash disable=SC2154
# Which package feed this machine has, and on a partial one the packages it lacks. Sourced by ./stack.

aspire_version=13.5.4

# Once per checkout: writes .stack/feed.props, which Directory.Build.props imports.
ensure_feed() {
    if [[ ! -f $state/feed.props ]]; then
        mkdir -p "$state"
        step "Asking the package feed for Aspire"
        case $(probe_feed) in
            full) write_feed_props full ;;
            partial) build_local_feed && write_feed_props partial ;;
            *) fail "The package feed does not answer. Check the network connection, then run this command again. What dotnet said: $state/probe/restore.log" ;;
        esac
    fi
}

package_feed() {
    sed -n 's:.*<PackageFeed>\(.*\)</PackageFeed>.*:\1:p' "$state/feed.props"
}

# full: Aspire restores, in the very version and with all that it asks for. partial: the feed answers, but says that it has no Aspire,
# or another version only (NU1603): half of it would be newer than what the project pins. Anything else is no answer at all.
probe_feed() {
    local probe=$state/probe
    mkdir -p "$probe"
    # Empty files end the search for the repository's own build settings.
    echo '<Project />' | tee "$probe/Directory.Build.props" "$probe/Directory.Build.targets" >"$probe/Directory.Packages.props"
    cat >"$probe/probe.csproj" <<-PROJECT
	<Project Sdk="Microsoft.NET.Sdk">
	  <PropertyGroup><TargetFramework>net10.0</TargetFramework><WarningsAsErrors>NU1603</WarningsAsErrors></PropertyGroup>
	  <ItemGroup>
	    <PackageReference Include="Aspire.Hosting.AppHost;Aspire.Hosting.PostgreSQL;Aspire.Hosting.RabbitMQ;Aspire.Hosting.Redis" Version="[$aspire_version]" />
	    <PackageReference Include="Aspire.Npgsql;Aspire.StackExchange.Redis" Version="[$aspire_version]" />
	  </ItemGroup>
	</Project>
	PROJECT
    if dotnet restore "$probe/probe.csproj" --nologo >"$probe/restore.log" 2>&1; then
        echo full
    elif grep -qE 'NU(110[123]|1603)' "$probe/restore.log"; then
        echo partial
    else
        echo unknown
    fi
}

write_feed_props() {
    printf '<Project>\n  <PropertyGroup>\n    <PackageFeed>%s</PackageFeed>\n  </PropertyGroup>\n</Project>\n' "$1" >"$state/feed.props"
}

build_local_feed() {
    require npm
    step "The feed lacks Aspire $aspire_version: fetching Aspire's own distribution with npm (127 MB)"
    unpack_aspire
    step "Writing the packages that the feed lacks to .stack/feed"
    rm -rf "$state/feed"
    dotnet run "$root/eng/feed.cs" -- "$state/aspire/bundle/managed/aspire-managed" "$state/feed" >"$state/feed.log" 2>&1 ||
        fail "Could not read the packages out of Aspire's distribution: see $state/feed.log"
}

unpack_aspire() {
    local npm=$state/npm aspire=$state/aspire
    rm -rf "$npm" "$aspire"
    mkdir -p "$npm" "$aspire/bin"
    cp "$root/eng/aspire/package.json" "$root/eng/aspire/package-lock.json" "$root/eng/aspire/.npmrc" "$npm/"
    (cd "$npm" && npm ci --no-audit --no-fund) >"$state/npm.log" 2>&1 || fail "npm could not install Aspire's distribution: see $state/npm.log"
    mv "$npm/node_modules/@microsoft/aspire-cli-linux-x64/bin/aspire" "$aspire/bin/aspire"
    rm -rf "$npm"
    # `aspire setup` needs a home folder; some services and build machines have none.
    [[ -d ${HOME:-} ]] || export HOME=$state
    ASPIRE_CLI_TELEMETRY_OPTOUT=1 "$aspire/bin/aspire" setup --nologo --non-interactive >>"$state/npm.log" 2>&1 ||
        fail "Aspire's distribution could not be unpacked: see $state/npm.log"
    # The link that setup leaves is absolute; a relative one survives moving or copying the checkout.
    ln -sfn "versions/$(basename "$(readlink "$aspire/bundle")")" "$aspire/bundle"
}
