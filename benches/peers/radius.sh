#!/usr/bin/env bash
# Innkeeper against FreeRADIUS on the same machine in the same run: PAP logins and durable accounting records a second.
#
#   benches/peers/radius.sh [ACCOUNTS]...          (20000 and 100000 unless told)
#
# Needs: a Rust toolchain, and on Debian the packages freeradius and sqlite3. Needs no rights; everything lives in a
# temporary folder and listens on 127.0.0.1.
#
# The load comes from benches/peers/radload, a closed-loop load generator that keeps --window requests in flight: PAP
# logins of u000000/p000000, u000001/p000001 … with a Message-Authenticator, or for `acct` the records Start, three times
# Interim-Update, Stop of those users, one user after the other at random. RADLOAD names another one with its arguments.
#
# What is compared:
#   innkeeper        `innkeeper serve` as it comes: each login weighed by its ticket, each record committed with fsync
#   files            FreeRADIUS, the leanest configuration there is: modules files and pap, nothing else; no accounting
#   sqlite           FreeRADIUS with its SQLite module: radcheck for logins, radacct for accounting, in WAL mode (quicker
#                    than its default), as many connections as threads
# The three run at the same time and are asked in turn, ROUNDS times; the table shows medians. An idle server costs
# nothing. CPU is what the server itself uses for a request: on a machine where the load generator takes a core of two,
# it says more than the rate.
#
# One run (21 November 2026, a virtual machine with two cores, of which the load generator takes about one; 3 rounds, 128
# in flight, FreeRADIUS 3.2.1):
#
#   what        accounts server         a second     p99 ms   lost    CPU us each
#   auth           20000 innkeeper        104014        1.5      0           10.6
#   auth           20000 files             81698        2.9      0           17.9
#   auth           20000 sqlite            20296        8.6      0           76.5
#   acct           20000 innkeeper         22939       21.1      0           43.0
#   acct           20000 sqlite             4084       35.8      0          196.7
#   auth          100000 innkeeper         97766        3.1      0           12.3
#   auth          100000 files             74779        3.2      0           19.8
#   auth          100000 sqlite            18957        9.9      0           75.8
#   acct          100000 innkeeper         10724       42.6      0           88.7
#   acct          100000 sqlite             3805       48.0      0          203.3
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${ROUNDS:-5}
logins=${LOGINS:-200000}
records=${RECORDS:-30000}
window=${WINDOW:-128}
port=${PORT:-39120}
accounts=("$@")
[ ${#accounts[@]} -gt 0 ] || accounts=(20000 100000)
secret=testing123
threads=$(nproc)

for tool in freeradius sqlite3 awk; do
    command -v "$tool" > /dev/null || { echo "$tool is missing" >&2; exit 1; }
done
modules=$(dirname "$(find /usr/lib -name rlm_files.so 2> /dev/null | head -1)")
queries=$(find /etc/freeradius /etc/raddb -path '*sql/main/sqlite/queries.conf' 2> /dev/null | head -1 || true)
schema=$(dirname "$queries")/schema.sql

cargo build --release --quiet --bin innkeeper
cargo build --release --quiet --bench seed
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
# The newest executable of that name.
seed=$(find "$target/release/deps" -name 'seed-*' -type f -perm -u+x -printf '%T@ %p\n' | sort -n | tail -1 | cut -d' ' -f2-)

work=$(mktemp -d)
if [ -z "${RADLOAD:-}" ]; then
    CARGO_TARGET_DIR="$target/radload" cargo build --release --quiet --manifest-path benches/peers/radload/Cargo.toml
    RADLOAD=$target/radload/release/radload
fi
pids=()
stop() {
    [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2> /dev/null || true
    pids=()
    wait 2> /dev/null || true
}
trap 'stop; rm -rf "$work"' EXIT

# config NAME: what both variants of FreeRADIUS share; the modules and their order come on stdin. Here a section takes
# few lines; FreeRADIUS wants a line for each brace.
config() {
    mkdir -p "$work/$1"
    {
        cat << END
name = $1
prefix = /usr
libdir = $modules
raddbdir = $work/$1
logdir = $work/$1
run_dir = $work/$1
pidfile = $work/$1/pid
proxy_requests = no
hostname_lookups = no
max_requests = 65536
cleanup_delay = 5
security { reject_delay = 0
           status_server = no
           max_attributes = 200 }
thread pool { start_servers = $threads
              max_servers = $threads
              min_spare_servers = 1
              max_spare_servers = $threads
              max_requests_per_server = 0
              max_queue_size = 65536 }
client load { ipaddr = 127.0.0.1
              secret = $secret }
END
        cat
    } | sed -E ':again; s/\{ +(.)/{\n\1/; t again; s/([^ ]) +\}/\1\n}/g; s/ \}/\n}/g' > "$work/$1/radiusd.conf"
}

# listen PORT: a port for logins and the next one for accounting.
listen() {
    echo "listen { type = auth
                   ipaddr = 127.0.0.1
                   port = $1 }
          listen { type = acct
                   ipaddr = 127.0.0.1
                   port = $(($1 + 1)) }"
}

freeradius_files() {
    awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "u%06d Cleartext-Password := \"p%06d\"\n", i, i }' > "$work/users"
    config files << END
modules { files { usersfile = $work/users }
          pap { } }
server default { $(listen "$2")
    authorize { files
                pap }
    authenticate { Auth-Type PAP { pap } }
}
END
    launch files
}

freeradius_sqlite() {
    rm -f "$work"/radius.db*
    {
        echo "PRAGMA journal_mode = WAL;"
        cat "$schema"
        echo "BEGIN;"
        awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++)
            printf "INSERT INTO radcheck (username, attribute, op, value) VALUES (\x27u%06d\x27, \x27Cleartext-Password\x27, \x27:=\x27, \x27p%06d\x27);\n", i, i }'
        echo "COMMIT;"
    } | sqlite3 "$work/radius.db" > /dev/null
    config sqlite << END
modules { expr { }
          pap { }
          sql { driver = rlm_sql_sqlite
                dialect = sqlite
                sqlite { filename = $work/radius.db
                         busy_timeout = 5000 }
                radius_db = radius
                acct_table1 = radacct
                acct_table2 = radacct
                postauth_table = radpostauth
                authcheck_table = radcheck
                groupcheck_table = radgroupcheck
                authreply_table = radreply
                groupreply_table = radgroupreply
                usergroup_table = radusergroup
                client_table = nas
                read_groups = no
                read_profiles = no
                read_clients = no
                delete_stale_sessions = yes
                pool { start = $threads
                       min = $threads
                       max = $threads
                       spare = 0
                       uses = 0
                       retry_delay = 1
                       lifetime = 0
                       idle_timeout = 0 }
                group_attribute = SQL-Group
                \$INCLUDE $queries
          } }
instantiate { expr }
server default { $(listen "$2")
    authorize { sql
                pap }
    authenticate { Auth-Type PAP { pap } }
    accounting { sql }
}
END
    launch sqlite
}

launch() {
    freeradius -f -l stdout -d "$work/$1" -n radiusd > "$work/$1/log" 2>&1 &
    pids+=($!)
    pid[$1]=$!
    for _ in $(seq 100); do
        grep -qs 'Ready to process' "$work/$1/log" && return
        sleep 0.1
    done
    cat "$work/$1/log" >&2
    return 1
}

innkeeper() {
    "$seed" "$work/data$1" --logins "$1" > /dev/null
    "$target/release/innkeeper" --data-dir "$work/data$1" serve \
        --radius-auth "127.0.0.1:$2" --radius-acct "127.0.0.1:$(($2 + 1))" > "$work/ready" 2> "$work/innkeeper.log" &
    pids+=($!)
    pid[innkeeper]=$!
    for _ in $(seq 100); do
        grep -qs ready "$work/ready" && return
        sleep 0.1
    done
    cat "$work/innkeeper.log" >&2
    return 1
}

# ticks PID: CPU time so far, in hundredths of a second.
ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }

# ask KIND SERVER PORT USERS REQUESTS SEED: one line `KIND SERVER USERS per_second p99_ms lost cpu_us`.
ask() {
    local before after line
    before=$(ticks "${pid[$2]}")
    line=$("$RADLOAD" "$1" "127.0.0.1:$3" --secret "$secret" --users "$4" --requests "$5" --window "$window" --seed "$6")
    after=$(ticks "${pid[$2]}")
    field() { sed "s/.*\"$1\":\([0-9.]*\).*/\1/" <<< "$line"; }
    echo "$1 $2 $4 $(field per_second) $(field p99_us) $(field lost) $(((after - before) * 10000)) $5"
}

median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

declare -A pid
for users in "${accounts[@]}"; do
    stop
    innkeeper "$users" "$port"
    freeradius_files "$users" $((port + 2))
    freeradius_sqlite "$users" $((port + 4))
    # Not counted: every first login gets on the disk and every cache warm, as a house has it after its first day. Users
    # come at random: four times their number reach 98 of 100.
    ask auth innkeeper "$port" "$users" $((users * 4)) 99 > /dev/null
    ask auth files $((port + 2)) "$users" "$users" 99 > /dev/null
    ask auth sqlite $((port + 4)) "$users" $((users / 4)) 99 > /dev/null
    for round in $(seq "$rounds"); do
        ask auth innkeeper "$port" "$users" "$logins" "$round"
        ask auth files $((port + 2)) "$users" "$logins" "$round"
        ask auth sqlite $((port + 4)) "$users" $((logins / 5)) "$round"
        ask acct innkeeper $((port + 1)) "$users" "$records" "$round"
        ask acct sqlite $((port + 5)) "$users" $((records / 5)) "$round"
    done
done > "$work/results"

printf '%-10s %9s %-10s %12s %10s %6s %14s\n' what accounts server "a second" "p99 ms" lost "CPU us each"
cut -d' ' -f1-3 "$work/results" | awk '!seen[$0]++' | while read -r kind server users; do
    rows=$(awk -v k="$kind" -v s="$server" -v u="$users" '$1 == k && $2 == s && $3 == u' "$work/results")
    printf '%-10s %9s %-10s %12s %10s %6s %14s\n' "$kind" "$users" "$server" \
        "$(awk '{ print $4 }' <<< "$rows" | median)" \
        "$(awk '{ printf "%.1f\n", $5 / 1000 }' <<< "$rows" | median)" \
        "$(awk '{ lost += $6 } END { print lost }' <<< "$rows")" \
        "$(awk '{ printf "%.1f\n", $7 / $8 }' <<< "$rows" | median)"
done
