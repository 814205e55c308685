#!/bin/sh
# Does what the Containerfile says without a container engine: each step in a chroot of a bare Debian, then the demo and
# the pages as its user on a root nobody can write in. As root on a Debian machine with debootstrap and the network:
#   deploy/proev.sh UDGIVELSE        (a folder made by tools/release.py)
# GRUND=MAPPE keeps the bare Debian for the next time. SPEJL=http://… is another Debian mirror. PIP_INDEX_URL and
# PIP_CERT are passed on. It takes some minutes and 3 GB in TMPDIR; everything is taken down again, come what may.
set -eu
# Mounts are made and processes run in a room of their own: they end with it, and then the folder goes.
if [ -z "${PROEV_ARBEJDE:-}" ]; then
    arbejde=$(mktemp -d)
    trap 'rm -rf --one-file-system "$arbejde"' EXIT
    PROEV_ARBEJDE=$arbejde unshare --mount --pid --fork --kill-child --propagation private "$0" "$@"
    exit
fi

udgivelse=$(realpath "${1:?deploy/proev.sh UDGIVELSE}")
arbejde=$PROEV_ARBEJDE
grund=${GRUND:-$arbejde/grund}
ca=${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}
say() { printf '\n=== %s\n' "$*"; }

make_grund() {
    [ -d "$grund/usr/bin" ] || debootstrap --variant=minbase bookworm "$grund" "${SPEJL:-http://deb.debian.org/debian}"
}

# A copy of the bare Debian, as thin as bookworm-slim: without manuals, as packages sometimes do not expect.
begin_stage() {
    cp -a "$grund" "$arbejde/$1"
    printf 'path-exclude /usr/share/%s/*\n' doc man locale info >"$arbejde/$1/etc/dpkg/dpkg.cfg.d/slim"
    rm -rf "$arbejde/$1/usr/share/man" "$arbejde/$1/usr/share/doc"
    cp /etc/resolv.conf "$arbejde/$1/etc/resolv.conf"
    mount -t proc proc "$arbejde/$1/proc"
    mount --rbind /dev "$arbejde/$1/dev"
    mkdir -p "$arbejde/$1/run/ca" && cp "$ca" "$arbejde/$1/run/ca/ca.pem"
}

run_step() {
    say "$1: RUN $2"
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive \
        PIP_CERT=/run/ca/ca.pem ${PIP_INDEX_URL:+PIP_INDEX_URL="$PIP_INDEX_URL"} chroot "$arbejde/$1" /bin/sh -c "$2"
}

copy_step() {
    say "$1: COPY $2"
    # shellcheck disable=SC2086 - a COPY line is words and patterns
    set -f
    set -- "$1" $2
    set +f
    trin=$1
    shift
    kilde=$udgivelse
    case $1 in --from=*) kilde=$arbejde/${1#--from=}; shift ;; esac
    for maal; do :; done
    case $maal in */) mkdir -p "$arbejde/$trin$maal" ;; esac
    while [ $# -gt 1 ]; do
        case $1 in /*) moenster=$kilde$1 ;; *) moenster=$kilde/$1 ;; esac
        # shellcheck disable=SC2086
        cp -a $moenster "$arbejde/$trin$maal"
        shift
    done
}

# One instruction a line, comments gone.
read_containerfile() { sed -e '/^#/d' -e ':a' -e '/\\$/{N;s/\\\n *//;ta' -e '}' "$udgivelse/Containerfile"; }

build() {
    read_containerfile >"$arbejde/trin"
    while read -r ord resten; do
        case $ord in
            FROM) case $resten in *' AS '*) trin=${resten##* } ;; *) trin=endelig ;; esac; begin_stage "$trin" ;;
            RUN) run_step "$trin" "$resten" </dev/null ;;
            COPY) copy_step "$trin" "$resten" ;;
        esac
    done <"$arbejde/trin"
}

# As the container runs: its user, no way to more rights, a root that cannot be written in, a volume and /tmp that can.
as_user() {
    chroot --userspec=10001:10001 --groups= "$arbejde/endelig" /usr/bin/env -i HOME=/var/lib/tilbudstjek \
        PATH=/opt/tilbudstjek/bin:/usr/bin:/bin TILBUDSTJEK_VAR=/var/lib/tilbudstjek PYTHONUNBUFFERED=1 \
        setpriv --no-new-privs --inh-caps=-all /bin/sh -c "cd /var/lib/tilbudstjek && $1"
}

try_out() {
    mount --bind "$arbejde/endelig" "$arbejde/endelig"
    mount -o remount,ro,bind "$arbejde/endelig"
    mount -t tmpfs -o mode=0700,uid=10001,gid="$(stat -c %g "$arbejde/endelig/var/lib/tilbudstjek")" tmpfs \
        "$arbejde/endelig/var/lib/tilbudstjek"
    mount -t tmpfs -o mode=1777 tmpfs "$arbejde/endelig/tmp"
    mount -t proc proc "$arbejde/endelig/proc"
    say 'The root cannot be written in'
    ! as_user 'touch /opt/tilbudstjek/x' || exit 1
    say 'tilbudstjek --help'
    as_user 'tini -- tilbudstjek --help' | head -3
    say 'tilbudstjek demo --antal 60'
    as_user 'tini -- tilbudstjek demo --antal 60'
    say 'Nothing of the demo is open to others'
    as_user 'find . -path "*/rapport*" -prune -o \( -type f -o -type d \) -perm /077 -print' | tee "$arbejde/aabne"
    [ ! -s "$arbejde/aabne" ] || exit 1
    say 'tilbudstjek web, asked for /sund and /klar'
    as_user 'tini -s -- tilbudstjek web --demo --port 8765 & p=$!; trap "kill $p" EXIT
        python3 - <<SLUT
import time, urllib.request
for _ in range(240):
    try:
        svar = [urllib.request.urlopen(f"http://127.0.0.1:8765/{sti}").read().decode() for sti in ("sund", "klar")]
        break
    except OSError:
        time.sleep(0.5)
print(svar)
SLUT'
}

make_grund
build
try_out
say 'The container recipe holds.'
