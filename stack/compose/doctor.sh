# shellcheck shell=bash
# What `./opora doctor` and `./opora support-bundle` ask of the host and of those containers that may know.

doctor() { # [--wrong]
    facts | operator doctor "$@"
}

facts() { # JSON, as stack/doctor takes it
    local ids root disk
    ids=$(docker compose ps --all --quiet)
    root=$(docker info --format '{{.DockerRootDir}}')
    disk=$(df -Pm "$root" 2>/dev/null || df -Pm .)
    printf '{"containers": %s, "info": %s, "tls": "%s",\n' \
        "$(inspected "$ids")" "$(docker info --format '{{json .}}')" "$(setting OPORA_TLS)"
    printf '"memory_mb": %s, "disk_mb": %s, "memory_used": {%s}, "ports": {%s},\n' \
        "$(awk '/^MemAvailable/ { print int($2 / 1024) }' /proc/meminfo)" "$(awk 'NR == 2 { print $4 }' <<<"$disk")" \
        "$(memory_used "$ids")" "$(ports)"
    printf '"certificate": "%s", "open_secrets": "%s", "backup_age_h": %s,\n' \
        "$(certificate | base64 -w 0)" "$(open_secrets)" "$(backup_age)"
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

certificate() { # PEM
    case "$(setting OPORA_TLS)" in
    owned) sed -n '/BEGIN CERTIFICATE/,/END CERTIFICATE/p' secrets/certificate.pem ;;
    auto) docker compose exec -T gateway sh -c 'cat /certificates/caddy/certificates/*/*/*.crt' </dev/null 2>/dev/null || true ;;
    esac
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
