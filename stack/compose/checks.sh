# shellcheck shell=bash
# What ./install looks at before it changes anything: each check that fails is one line that says what to do. They read what
# ./install was given (address, smtp, tls …).

readonly NEEDS_ENGINE=25.0 NEEDS_COMPOSE=2.24 NEEDS_MEMORY_MB=3500 NEEDS_DISK_MB=6000 NEEDS_CPUS=2
failed=0

fail() { # NAME WHAT-TO-DO
    echo "check failed: $1: $2" >&2
    failed=1
}

at_least() { # NEEDED FOUND: whether the version found is no older
    [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

check_docker() {
    local engine compose
    if ! command -v docker >/dev/null; then
        fail docker "there is none: install Docker Engine $NEEDS_ENGINE or newer with its compose plugin"
        return 1
    fi
    if ! engine=$(docker version --format '{{.Server.Version}}' 2>/dev/null); then
        fail docker "the engine does not answer: start it, or let your account use it (group docker)"
        return 1
    fi
    at_least "$NEEDS_ENGINE" "$engine" || fail docker "the engine is $engine: it must be $NEEDS_ENGINE or newer"
    compose=$(docker compose version --short 2>/dev/null || echo 0)
    at_least "$NEEDS_COMPOSE" "${compose#v}" || fail compose "install the plugin, version $NEEDS_COMPOSE or newer"
}

check_machine() {
    local cpus memory disk root
    read -r cpus memory root <<<"$(docker info --format '{{.NCPU}} {{.MemTotal}} {{.DockerRootDir}}')"
    memory=$((memory / 1024 / 1024))
    disk=$(df -Pm "$root" 2>/dev/null || df -Pm .)
    disk=$(awk 'NR == 2 { print $4 }' <<<"$disk")
    [ "$cpus" -ge "$NEEDS_CPUS" ] || fail processors "$cpus found: give the machine $NEEDS_CPUS or more"
    [ "$memory" -ge "$NEEDS_MEMORY_MB" ] || fail memory "$memory MB found: give the machine $NEEDS_MEMORY_MB MB or more"
    [ "$disk" -ge "$NEEDS_DISK_MB" ] || fail disk "$disk MB are free in $root: make room for $NEEDS_DISK_MB MB"
}

check_settings() {
    local site='^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$' mail='^smtps?://([^@/[:space:]]+@)?[A-Za-z0-9._-]+(:[0-9]{1,5})?/?$'
    if [[ $address =~ $site ]]; then check_tls; else
        fail address "give --address https://host[:port] (.рф as xn--…); it is \"$address\""
    fi
    [[ $smtp =~ $mail ]] || fail smtp "give --smtp-file FILE with smtp[s]://[user:password@]host[:port] in it"
    [ -z "$admin" ] || [[ $admin =~ ^[^@[:space:]]+@[^@[:space:]]+$ ]] || fail admin "\"$admin\" is not an e-mail address"
    if [ -n "$(setting OPORA_ADDRESS)" ] && [ -n "$demo" ] && [ "$(setting OPORA_DEMO)" != 1 ]; then
        fail demo "this installation is not a demo and never becomes one: use another folder"
    fi
    check_defaults
}

# Events and databases can be read with the secrets alone that they were written with: no others are made beside them.
# `jwks.json` follows from the token keys, and Kafka's passwords are set at each start. What a later release adds to
# the secrets is generated, so it belongs here only where what it opens is there.
check_lost() {
    local name lost=''
    if ! has_data; then return 0; fi
    for name in keyring-{contacts,family,introduction}.json token-keys.json \
        database-postgres "${PARTS[@]/#/database-}" $(documents_keyring); do
        if [ ! -s "secrets/$name" ]; then lost+=" secrets/$name"; fi
    done
    [ -z "$lost" ] || fail secrets "the databases are there, but what opens them is lost:$lost: put it back from the copy \
of secrets/ that you keep apart (./opora backup --keys made it); nothing was generated"
}

documents_keyring() { # its name, once there are volumes for what it opens: it is older than they are
    if docker volume inspect "$(project)_documents-${KEEPERS[0]}" >/dev/null 2>&1; then echo keyring-documents.json; fi
}

has_data() { # PostgreSQL has a volume once the stack was started; one that stands elsewhere is remembered in .env
    if [ -n "$(setting POSTGRES_DATABASE_URL)" ]; then
        [ "$(setting OPORA_INSTALLED)" = 1 ]
    else
        docker volume inspect "$(project)_postgres" >/dev/null 2>&1
    fi
}

check_tls() {
    case "$tls" in
    auto)
        if [[ $address != https://* ]] || [[ $address =~ ^https://([0-9.]+|localhost)(:|$) ]]; then
            fail tls "a certificate can be got for https and a public name only: change --address, or give --tls off or FILE"
        fi
        ;;
    off) ;;
    *)
        [[ $address == https://* ]] || fail tls "a certificate needs an https address"
        if ! grep -qs 'BEGIN CERTIFICATE' "$tls" || ! grep -qs 'PRIVATE KEY' "$tls"; then
            fail tls "\"$tls\" must be auto, off, or a PEM file with certificate and private key"
        fi
        ;;
    esac
    [ -z "$proxy" ] || [[ $proxy =~ ^[0-9A-Fa-f.:/\ ]+$ ]] || fail trust-proxy "give an address or a range: 10.0.0.5/32"
}

check_defaults() { # a secret that somebody has put there by hand must be one
    local file
    for file in secrets/database-* secrets/kafka-[a-z]* secrets/secret-* secrets/messenger-secret; do
        if [ ! -f "$file" ] || [[ $file == *.jaas ]]; then continue; fi # that one is written anew each time
        if [ "$(wc -c <"$file")" -lt 32 ] || grep -qiE 'change.?me|password|opora-demo' "$file"; then
            fail secrets "$file holds a default: remove it before the first start, and it is generated"
        fi
    done
}

check_ports() {
    local ours place port
    ours=$(docker compose --project-name "$(project)" ps --quiet gateway 2>/dev/null || true)
    if [ -n "$ours" ]; then return; fi
    for place in "$http" "$https"; do
        port=${place##*:}
        if [ "$port" != 0 ] && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            fail ports "port $port is taken: stop who listens there, or set OPORA_HTTP and OPORA_HTTPS to others"
        fi
    done
}
