# shellcheck shell=bash
# What `./opora doctor` and `./opora support-bundle` ask of the host and of those containers that may know.

engine_answers() {
    docker info --format '{{.ID}}' >/dev/null 2>&1 && return
    echo "WRONG  engine                    does not answer: start Docker, or let your account use it (group docker)"
    return 1
}

facts() { # JSON, as stack/doctor takes it
    local ids root disk kept
    ids=$(docker compose ps --all --quiet)
    root=$(docker info --format '{{.DockerRootDir}}')
    disk=$(df -Pm "$root" 2>/dev/null || df -Pm .)
    kept=secrets/certificate.pem
    printf '{"containers": %s, "info": %s, "tls": "%s", "host": "%s",\n' \
        "$(inspected "$ids")" "$(docker info --format '{{json .}}')" "$(setting OPORA_TLS)" "$(host_of "$(setting OPORA_ADDRESS)")"
    printf '"memory_mb": %s, "disk_mb": %s, "memory_used": {%s}, "ports": {%s},\n' \
        "$(awk '/^MemAvailable/ { print int($2 / 1024) }' /proc/meminfo)" "$(awk 'NR == 2 { print $4 }' <<<"$disk")" \
        "$(memory_used "$ids")" "$(ports)"
    printf '"certificate": "%s", "certificate_kept": "%s", "clients": "%s",\n' \
        "$(served | base64 -w 0)" "$(sed -n '/BEGIN CERTIFICATE/,/END CERTIFICATE/p' "$kept" | base64 -w 0)" "$(clients)"
    printf '"open_secrets": "%s", "backup_age_h": %s,\n' "$(open_secrets)" "$(backup_age)"
    printf '"mail": "%s", "kafka": %s, "time": %s}\n' \
        "$(docker compose exec -T notifications-worker python -m stack.doctor.post </dev/null 2>/dev/null || true)" \
        "$(job migrate python -m stack.compose.servers </dev/null 2>/dev/null || echo null)" "$(date +%s)"
}

inspected() { # IDS
    # shellcheck disable=SC2086  # one word a container
    if [ -n "$1" ]; then docker inspect $1; else echo '[]'; fi
}

memory_used() { # IDS: "NAME": per cent of its limit, …
    # shellcheck disable=SC2086
    if [ -z "$1" ]; then return; fi
    # shellcheck disable=SC2086
    docker stats --no-stream --format '"{{.Name}}": {{.MemPerc}}' $1 2>/dev/null | tr -d % | paste -sd , || true
}

ports() { # "PLACE": whether anybody answers there
    local place answers=''
    for place in $(docker compose port gateway 8080 2>/dev/null) $(docker compose port gateway 8443 2>/dev/null); do
        if (exec 3<>"/dev/tcp/127.0.0.1/${place##*:}") 2>/dev/null; then answers=true; else answers=false; fi
        echo "\"${place##*:}\": $answers"
    done | paste -sd ,
}

served() { # the certificate that the gateway shows to who comes, PEM; nothing where it has none
    local gateway
    gateway=$(docker compose ps --quiet gateway)
    if [ -z "$gateway" ] || [[ $(setting OPORA_TLS) != @(auto|owned) ]]; then return; fi
    docker run --rm --network "container:$gateway" --read-only --security-opt no-new-privileges --cap-drop ALL \
        "opora:$(setting OPORA_VERSION)" python -m stack.doctor.served "$(host_of "$(setting OPORA_ADDRESS)")" </dev/null 2>/dev/null || true
}

# How people's addresses reach us: `theirs`, or why they are all one place for who counts attempts.
clients() {
    local published
    published=$(docker compose port gateway 8443 2>/dev/null; docker compose port gateway 8080 2>/dev/null)
    case "$(setting OPORA_TLS) $(setting OPORA_ADDRESS)" in
    trusting*) echo theirs ;;
    "off https"*) echo untold ;;
    *)
        if ! grep -qF -e '0.0.0.0' -e '[::]' <<<"$published"; then echo theirs # from this machine alone
        elif docker info --format '{{.SecurityOptions}}' | grep -q rootless; then echo rootless
        elif has_ipv6 && [ "$(setting OPORA_IPV6)" != true ]; then echo ipv6
        else echo theirs; fi
        ;;
    esac
}

has_ipv6() { # whether this machine has an address by which others reach it: 2000::/3
    grep -qs '^[23]' /proc/net/if_inet6
}

open_secrets() { # those that others than owner and group can read
    find secrets .env -maxdepth 1 -perm /007 -printf '%p ' 2>/dev/null
    find secrets -maxdepth 0 -perm /077 -printf '%p ' 2>/dev/null
}

backup_age() { # hours since the newest backup; null when none is known
    local folder newest
    folder=$(setting OPORA_BACKUPS)
    newest=$(find "${folder:-backups}" -maxdepth 2 -name manifest.json -path '*/opora-*' -printf '%T@\n' 2>/dev/null | sort -n | tail -n 1)
    if [ -z "$newest" ]; then echo null; else echo $((($(date +%s) - ${newest%.*}) / 3600)); fi
}

# --- support bundle ---------------------------------------------------------------------------------------------------

readonly LOG_LINES=400 BUNDLED='{{.Name}} {{.Config.Image}} {{json .State}} restarts {{.RestartCount}} memory {{.HostConfig.Memory}}'

support_bundle() { # [FILE]
    local file=${1:-opora-support-$(date -u +%Y%m%dT%H%M%SZ).tar.gz} folder
    umask 077
    folder=$(mktemp -d)
    # shellcheck disable=SC2064  # as it is now
    trap "rm -rf '$folder'" EXIT
    mkdir "$folder/opora-support"
    gather "$folder/opora-support"
    tar -czf "$file" -C "$folder" opora-support
    echo "$file: states, figures and logs; read it before you send it"
}

gather() { # FOLDER; what cannot be got is said in its place
    local part
    { uname -a && docker version && docker compose version && setting OPORA_VERSION; } 2>&1 | scrubbed >"$1/versions.txt"
    { status --json || true; } 2>&1 | scrubbed >"$1/status.json"
    { facts | operator doctor || true; } 2>&1 | scrubbed >"$1/doctor.txt"
    docker compose config 2>&1 | scrubbed >"$1/compose.yaml"
    # shellcheck disable=SC2046  # one word a container
    docker inspect --format "$BUNDLED" $(docker compose ps --all --quiet) 2>&1 | scrubbed >"$1/containers.txt"
    { in_operator stack.doctor.counts </dev/null || true; } 2>&1 | scrubbed >"$1/rows.json"
    for part in $(docker compose ps --all --services); do
        docker compose logs --no-color --no-log-prefix --timestamps --tail "$LOG_LINES" "$part" 2>&1 | scrubbed >"$1/$part.log"
    done
}

scrubbed() { # every secret and every e-mail address taken out, should one have got there
    awk 'NR == FNR { secrets[$0]; next }
        {
            for (secret in secrets)
                while ((at = index($0, secret)) > 0) $0 = substr($0, 1, at - 1) "…" substr($0, at + length(secret))
            gsub(/[^[:space:]<>"\047:\/]+@[^[:space:]<>"\047:\/]+/, "…@…")
            gsub(/\/links\/[A-Za-z0-9_-]+/, "/links/…")
            print
        }' <(secret_words) -
}

secret_words() {
    grep -hoE '[A-Za-z0-9_+/=.-]{16,}' secrets/* | sort -u
    sed -nE 's,^smtps?://[^:@/]+:([^@]+)@.*,\1,p' secrets/smtp-url
}
