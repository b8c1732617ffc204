# shellcheck shell=bash
# What ./install and ./opora share on the host: asking docker how the parts are, and waiting for them.

readonly PARTS=(identity referrals cases volunteers notifications) # as in shared/config.py
readonly KEEPERS=(referrals cases volunteers) # of documents, as in stack/documents/folder.py
readonly PATIENCE_S=900

setting() { # NAME: its value in .env
    [ -f .env ] && sed -n "s/^$1=//p" .env | tail -n 1
    return 0
}

host_of() { # URL
    local host=${1#*://}
    echo "${host%:*}"
}

put_settings() { # NAME=VALUE…: over those in .env; what else stands there is the administrator's
    local pair kept
    (umask 077 && : >.env.new)
    kept=$(cat .env 2>/dev/null || true)
    for pair in "$@"; do kept=$(grep -v "^${pair%%=*}=" <<<"$kept" || true); done
    { [ -z "$kept" ] || echo "$kept"; printf '%s\n' "$@"; } >.env.new
    mv .env.new .env
}

# Compose does not look into secret files: a container whose label is another is made anew by `up`.
remember_secret_files() {
    put_settings "OPORA_CERTIFICATE_OF=$(written secrets/certificate.pem)" "OPORA_MAIL_OF=$(written secrets/smtp-url)" \
        "OPORA_MESSENGER_OF=$(written secrets/messenger-secret)"
}

written() { # FILE: when, in seconds since 1970
    stat -c %Y "$1" 2>/dev/null || true
}

states() { # one line a part: "NAME waiting|starting|healthy|done|failing"
    docker compose ps --all --format '{{.Service}} {{.State}} {{.Health}} {{.ExitCode}}' | awk '
        { health = NF == 4 ? $3 : ""; code = $NF }
        $2 == "created" { print $1, "waiting"; next }
        $2 == "exited" && code == 0 && ($1 == "migrate" || $1 == "region") { print $1, "done"; next }
        $2 == "running" && health == "healthy" { print $1, "healthy"; next }
        $2 == "running" && health != "unhealthy" { print $1, "starting"; next }
        { print $1, "failing" }' | sort
}

why_not() { # PART…: the last lines of those that fail
    local part
    for part in "$@"; do
        echo "opora: $part is not healthy; its last lines:" >&2
        docker compose logs --no-log-prefix --tail 10 "$part" >&2
    done
}

settled() { # STATES: whether nothing is awaited any more
    ! grep -qvE ' (healthy|done)$' <<<"$1"
}

start_and_wait() { # tells each change; 0 when everything is healthy
    local before='' now='' begun=$SECONDS starter ended=''
    remember_secret_files
    docker compose --progress quiet up --detach --remove-orphans >/dev/null &
    starter=$!
    while [ $((SECONDS - begun)) -lt "$PATIENCE_S" ]; do
        kill -0 "$starter" 2>/dev/null || ended=1 # asked first: what is stopped before its end is not failing yet
        now=$(states)
        comm -13 <(echo "$before") <(echo "$now") | sed -n '/ waiting$/!s/^\([^ ]*\) \(.*\)/  \1: \2/p'
        before=$now
        if [ -n "$ended" ]; then
            wait "$starter" || break
            if settled "$now"; then return 0; fi
            if grep -q ' failing$' <<<"$now"; then break; fi
        fi
        sleep 1
    done
    # shellcheck disable=SC2046  # one word a part
    why_not $(states | sed -nE 's/^([^ ]+) (failing|starting)$/\1/p')
    return 1
}

operator() { # ARGUMENT…: a command of opora in the operator's container
    local quiet=(-T)
    if [ -t 0 ] && [ -t 1 ]; then quiet=(); fi
    docker compose --progress quiet run --rm --no-deps "${quiet[@]}" -e LOGNAME="$(id -un)" -e OPORA_PROJECT="$PWD" \
        operator "$@"
}
