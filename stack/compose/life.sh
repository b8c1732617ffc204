# shellcheck shell=bash
# `./opora backup`, `restore` and `restart`, over docker. What becomes of documents is in documents.sh.

# shellcheck source=stack/compose/documents.sh
source stack/compose/documents.sh

readonly KEEPS='the secrets are not in it: keep a copy of secrets/ and .env elsewhere (--keys DIR makes one)'

job() { # [OPTION…] SERVICE [ARGUMENT…]: one run of a container that goes when it ends
    docker compose --progress quiet run --rm --no-deps -T "$@"
}

in_operator() { # MODULE [ARGUMENT…]
    job --entrypoint python operator -m "$@"
}

# --- backup -----------------------------------------------------------------------------------------------------------

backup() {
    local folder=backups keys='' partial name
    while [ $# -gt 0 ]; do
        case "$1" in
        --keys) keys=${2:?} && shift 2 ;;
        -*) usage >&2 && exit 2 ;;
        *) folder=$1 && shift ;;
        esac
    done
    umask 077
    name=opora-$(date -u +%Y%m%dT%H%M%SZ)
    mkdir -p "$folder"
    folder=$(readlink -f "$folder")
    [ -z "$keys" ] || copy_keys "$keys" "$folder"
    partial=$(mktemp -d "$folder/.$name.XXXXXX")
    # shellcheck disable=SC2064  # as it is now
    trap "rm -rf '$partial'" EXIT
    if ! copy_all "$partial" "$(former "$folder")"; then echo "opora: no backup was made" >&2 && exit 1; fi
    mv --no-target-directory "$partial" "$folder/$name"
    put_settings "OPORA_BACKUPS=$folder" # where `./opora doctor` looks for the newest
    echo "$folder/$name: $(du -sh "$folder/$name" | cut -f 1)"
    [ -n "$keys" ] || echo "$KEEPS"
}

copy_keys() { # FOLDER BACKUPS
    mkdir -p "$1"
    case "$(readlink -f "$1")/" in "$2"/*) echo "opora: keep the keys apart from the backups" >&2 && exit 2 ;; esac
    mkdir -p "$1/secrets"
    install -m 600 secrets/* "$1/secrets"
    install -m 600 .env "$1/.env"
    echo "$1: secrets and settings"
}

# The moment is held by another process; what it says is read at 3, and it is told at 4 what was copied.
copy_all() { # FOLDER FORMER-BACKUP
    local moment status=0
    coproc MOMENT { in_operator stack.compose.backup; }
    moment=$MOMENT_PID
    exec 3<&"${MOMENT[0]}" 4>&"${MOMENT[1]}"
    eval "exec ${MOMENT[0]}<&- ${MOMENT[1]}>&-"
    dump_all "$1" && keep_documents "$1" "$2" || status=1
    exec 4>&-
    cat <&3 >"$1/manifest.json"
    exec 3<&-
    wait "$moment" || status=1
    sync --file-system "$1"
    return "$status"
}

dump_all() { # FOLDER
    local service snapshot file sum
    for _ in "${PARTS[@]}"; do
        read -r service snapshot <&3 || return 1
        file=$service.dump
        sum=$(dump "$service" "$snapshot" "$1/$file" 3<&- 4>&-) || return 1
        echo "$service $file $sum $(stat -c %s "$1/$file")" >&4
    done
}

dump() { # SERVICE SNAPSHOT FILE: prints the checksum of what pg_dump wrote, reckoned where it wrote it
    local said sum
    { said=$(job dump pg_dump "$1" --format=custom --snapshot="$2" --lock-wait-timeout=60s </dev/null 2>&1 >&3); } 3>"$3" \
        || { echo "$said" >&2 && return 1; }
    sum=$(sed -nE 's/^([0-9a-f]{64})  -$/\1/p' <<<"$said")
    if [ "$(checksum "$3")" != "$sum" ]; then
        echo "opora: what arrived here as ${3##*/} is not what pg_dump wrote" >&2
        return 1
    fi
    echo "$sum"
}

checksum() { # FILE
    sha256sum <"$1" | cut -d ' ' -f 1
}

# --- restore ----------------------------------------------------------------------------------------------------------

restore() {
    local folder='' yes=''
    while [ $# -gt 0 ]; do
        case "$1" in
        --yes) yes=1 ;;
        -*) usage >&2 && exit 2 ;;
        *) folder=$1 ;;
        esac
        shift
    done
    if [ ! -f "$folder/manifest.json" ]; then
        echo "opora: \"$folder\" is no backup: name a folder opora-… that ./opora backup has made" >&2 && exit 2
    fi
    restore_checked "$folder" "$yes"
}

restore_checked() { # FOLDER YES
    local sums sum file
    sums=$(in_operator stack.compose.restore check <"$1/manifest.json") || exit 1
    while read -r sum file; do
        case "$file" in
        documents/*) file=$(damaged_document "$1" "$file" "$sum") ;;
        *) if whole "$1/$file" "$sum"; then file=''; fi ;;
        esac
        [ -z "$file" ] || { echo "opora: $file is damaged; nothing was changed: take another backup" >&2 && exit 1; }
    done <<<"$sums"
    docker compose --progress quiet up --detach --wait postgres kafka >/dev/null
    if [ -z "$2" ] && [ "$(job migrate python -m stack.compose.restore filled </dev/null)" != no ]; then
        echo "opora: there is an installation with people in it; --yes replaces all its data by the backup" >&2
        exit 2
    fi
    restore_now "$1"
}

whole() { # DUMP SHA256: whether it is what was written then, and pg_restore can read it to its end
    [ -f "$1" ] && [ "$(checksum "$1")" = "$2" ] && job --entrypoint pg_restore dump --file=/dev/null <"$1"
}

# From `empty` to the end of `settle` nothing else starts (stack/backups/mark.py): run again, it begins anew.
restore_now() { # FOLDER
    local service
    echo "People are shown the maintenance page"
    docker compose --progress quiet --profile demo stop migrate region "${PARTS[@]}" "${PARTS[@]/%/-worker}"
    echo "Databases and topics are made anew"
    job migrate python -m stack.compose.restore empty </dev/null
    for service in "${PARTS[@]}"; do
        job dump pg_restore "$service" --exit-on-error --single-transaction <"$1/$service.dump"
        echo "  $service is there"
    done
    for service in "${KEEPERS[@]}"; do put_documents "$1/documents" "$service"; done
    job -e OPORA_RESTORE=1 migrate </dev/null | sed 's/^/  /'
    in_operator stack.compose.restore hold </dev/null
    echo "Events are sent again"
    docker compose --progress quiet up --detach --no-deps --wait "${PARTS[@]/%/-worker}" >/dev/null
    job migrate python -m stack.compose.restore settle </dev/null
    echo "The stack is started"
    start_and_wait && echo "Restored: $(sed -n 's/^ *"made_at": "\(.*\)",$/\1/p' "$1/manifest.json"), $(setting OPORA_ADDRESS)"
}

# --- simulate ---------------------------------------------------------------------------------------------------------

simulate() { # [FAMILIES [MONTHS [SEED]]]: nobody else is at work meanwhile
    local year=("${1:-400}" "${2:-12}" "${3:-1}") one status=0
    for one in "${year[@]}"; do
        if ! [[ $one =~ ^[0-9]{1,4}$ ]]; then echo "opora: \"$one\" is no number up to 9999" >&2 && exit 2; fi
    done
    if [ "$(setting OPORA_DEMO)" != 1 ]; then
        echo "opora: this is not a demo: a year is simulated in a demo only" >&2 && exit 1
    fi
    docker compose --progress quiet stop "${PARTS[@]}" "${PARTS[@]/%/-worker}"
    job -e PGOPTIONS='-c synchronous_commit=off' --entrypoint python operator -m stack.demo.simulation "${year[@]}" \
        </dev/null || status=1
    start_and_wait && return "$status"
}

# --- restart ----------------------------------------------------------------------------------------------------------

restart() { # [SERVICE…]: web and worker of each, or the gateway
    local service
    for service in "$@"; do
        if [[ " ${PARTS[*]} gateway " != *" $service "* ]]; then
            echo "opora: \"$service\" is none of: ${PARTS[*]} gateway" >&2 && exit 2
        fi
    done
    if [ $# = 0 ]; then set -- "${PARTS[@]}"; fi
    for service in "$@"; do
        if [ "$service" = gateway ]; then renew_gateway || exit 1 && continue; fi
        renew "$service" && renew "$service-worker" || exit 1
    done
}

renew_gateway() { # its ports are one container's at a time: for a second or two nobody is answered
    if docker compose --progress quiet up --detach --no-deps --force-recreate --wait gateway >/dev/null; then
        echo "  gateway: renewed"
    else
        why_not gateway
        return 1
    fi
}

renew() { # PART: new containers take over before the present ones end, so that nobody notices
    local old new
    mapfile -t old < <(docker compose ps --all --quiet "$1")
    if docker compose --progress quiet up --detach --no-deps --no-recreate --wait \
        --scale "$1=$((2 * ${#old[@]}))" "$1" >/dev/null; then
        docker stop "${old[@]}" >/dev/null && docker rm "${old[@]}" >/dev/null
        echo "  $1: renewed"
        return
    fi
    why_not "$1"
    new=$(docker compose ps --all --quiet "$1" | grep -vxFf <(printf '%s\n' "${old[@]}"))
    # shellcheck disable=SC2086  # one word a container
    docker rm --force $new >/dev/null
    echo "opora: the present $1 goes on" >&2
    return 1
}
