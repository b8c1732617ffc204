# shellcheck shell=bash
# Documents in a backup, `documents/SERVICE/<two hex>/<uuid>`, and beside the folder their list as sha256sum writes it,
# `documents/SERVICE.sha256`. They are sealed, and leave their volume and come back as they are.

former() { # FOLDER: the newest backup in it, if there is any
    find "$1" -mindepth 1 -maxdepth 1 -type d -name 'opora-*' | LC_ALL=C sort | tail -n 1
}

keep_documents() { # FOLDER FORMER-BACKUP: those that the dumps name, as is read at 3; what there was is told at 4
    local service number ids list
    mkdir "$1/documents"
    for _ in "${KEEPERS[@]}"; do
        read -r service number <&3 || return 1
        ids=()
        if [ "$number" != 0 ]; then mapfile -t -n "$number" -u 3 ids; fi # to mapfile 0 is no limit
        copy_documents "$1/documents" "$2/documents" "$service" "${ids[@]}" 3<&- 4>&- || return 1
        list=$1/documents/$service.sha256
        echo "$service $(wc -l <"$list") $(size_of "$1/documents/$service")" >&4
        cat "$list" >&4
    done
}

# A document never changes: what the former backup has whole is linked, the rest comes out of the volume.
copy_documents() { # DOCUMENTS FORMER-DOCUMENTS SERVICE [ID…]
    local list=$1/$3.sha256 tree=$1/$3 old=$2/$3 lacking
    mkdir "$tree"
    printf '%s\n' "${@:4}" | sed '/^$/d' >"$tree/ids"
    intact "$old" "$tree/ids" >"$list"
    link_all "$old" "$tree" <"$list" || return 1
    lacking=$(grep -vFf <(sed 's,.*/,,' "$list") "$tree/ids" || true)
    rm "$tree/ids"
    if [ -n "$lacking" ]; then
        in_operator stack.compose.documents pack "$3" <<<"$lacking" | tar -x --no-same-owner -C "$tree" || return 1
        cat "$tree/sums" >>"$list" && rm "$tree/sums" || return 1
        LC_ALL=C sort -k 2 -o "$list" "$list"
    fi
    if [ -z "$(first_damaged "$list")" ]; then return 0; fi
    echo "opora: what arrived here of the documents of $3 is not what was sent" >&2
    return 1
}

intact() { # TREE IDS: lines of the list of a former backup, of what is wanted and still as it was written there
    local whole
    if [ ! -f "$1.sha256" ]; then return 0; fi
    whole=$(grep -Ff "$2" "$1.sha256" | whole_in "$1" || true)
    grep -Ff <(printf '%s' "$whole") "$1.sha256" || true
}

link_all() { # FROM TO: the files in the list that comes in; copied where the disk has no links
    local names
    names=$(names_in /dev/stdin)
    if [ -z "$names" ]; then return 0; fi
    (cd "$1" && { xargs cp --link --parents --target-directory="$2" <<<"$names" 2>/dev/null ||
        xargs cp --remove-destination --parents --target-directory="$2" <<<"$names"; })
}

names_in() { # LIST
    sed 's/^.\{66\}//' "$1"
}

whole_in() { # TREE: names of those files in the list that comes in which are what it says
    if [ -d "$1" ]; then (cd "$1" && LC_ALL=C sha256sum --check 2>/dev/null | sed -n 's/: OK$//p'); fi
}

first_damaged() { # LIST: the first file in it that is not what it says; nothing when all are
    names_in "$1" | grep -vxFf <(whole_in "${1%.sha256}" <"$1") | sed -n 1p || true
}

size_of() { # TREE: bytes of its files
    find "$1" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%d", sum }'
}

damaged_document() { # BACKUP LIST SHA256: what is not as it was written then, the list or a file in it; nothing when all is
    local file
    if [ ! -f "$1/$2" ] || [ "$(checksum "$1/$2")" != "$3" ]; then echo "$2" && return; fi
    file=$(first_damaged "$1/$2")
    [ -z "$file" ] || echo "${2%.sha256}/$file"
}

put_documents() { # DOCUMENTS SERVICE: in place of all that is in its volume; of an old release's backup there are none
    local list=$1/$2.sha256
    if [ -f "$list" ]; then
        tar -c -C "$1" "$2.sha256" -C "$2" --verbatim-files-from --files-from=<(names_in "$list")
    else
        tar -c --files-from=/dev/null
    fi | in_operator stack.compose.documents put "$2"
    echo "  documents of $2 are there"
}
