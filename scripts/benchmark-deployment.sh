#!/usr/bin/env bash
# Times the ways to bring a change of code of examples/orders-api into a stack, side by side in one run: a full deployment, a hot-swap by its goal, one by
# stacktape:watch (from a class that is written to its end), and a second deployment of what is deployed already; that one also after
# stacktape:quicken. Measured is the work of the goal, without Maven's own start. The stack is on the embedded AWS, in a process of its own; what is
# simulated there is said in the output. Nothing is installed outside of target/benchmark-deployment.
# usage: scripts/benchmark-deployment.sh [rounds] [further Maven arguments]
set -euo pipefail
repository="$(cd "$(dirname "$0")/.." && pwd)"
rounds="${1:-5}"
shift || true
work="$repository/target/benchmark-deployment"
rm -rf "$work"
mkdir -p "$work/clock/META-INF/sisu"

local_repository="${MAVEN_LOCAL_REPOSITORY:-$HOME/.m2/repository}"
settings=("-Dmaven.repo.local=$work/repository" "-Dmaven.repo.local.tail=$local_repository" "$@")
plugin=dev.stacktape:stacktape-maven-plugin:0.1.0-SNAPSHOT

echo "Building the plugin..."
(cd "$repository" && ./mvnw -B -ntp -q install -DskipTests -pl core,local-aws,maven-plugin -am "${settings[@]}")

home="$(cd "$repository" && ./mvnw --version | sed -n 's/^Maven home: //p')"
javac -proc:none -cp "$home/lib/*" -d "$work/clock" "$repository/scripts/benchmark/GoalClock.java"
echo dev.stacktape.benchmark.GoalClock >"$work/clock/META-INF/sisu/javax.inject.Named"
(cd "$work/clock" && jar cf "$work/clock.jar" .)

cp -r "$repository/examples/orders-api" "$work/orders-api"
rm -rf "$work/orders-api/target"
cd "$work/orders-api"

mvn() { "$repository/mvnw" -B -ntp "${settings[@]}" "$@"; }

server=
watching=
finish() { # ends a process of ours
  if [ -n "$1" ]; then
    kill "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
  fi
}
stop() {
  finish "$watching"
  watching=
  finish "$server"
  server=
}
trap stop EXIT

serve() { # starts the embedded AWS, at the pace that is given
  state="$work/aws-$1"
  # Not by the function above: what is to be ended is Maven itself, not a shell that waits for it.
  # It stands for machines of AWS, so it has the whole compiler.
  MAVEN_OPTS=-XX:TieredStopAtLevel=4 "$repository/mvnw" -B -ntp -q "${settings[@]}" "$plugin:local" "-Dstacktape.localState=$state" "-Dstacktape.localPace=$1" \
    >"$work/server-$1.log" 2>&1 &
  server=$!
  for _ in $(seq 600); do
    [ -e "$state/endpoint.json" ] && return
    kill -0 "$server" 2>/dev/null || { cat "$work/server-$1.log"; exit 1; }
    sleep 0.1
  done
  echo "The embedded AWS does not start"; exit 1
}

goal() { # runs a goal and prints the milliseconds that it took
  mvn "-Dmaven.ext.class.path=$work/clock.jar" -DskipTests process-classes "$plugin:$1" -Dstacktape.local=true \
    "-Dstacktape.localState=$state" -Dstacktape.region=eu-west-1 -Dstacktape.autoConfirm=true >"$work/log-$1" 2>&1 ||
    { cat "$work/log-$1" >&2; exit 1; }
  sed -n "s/^GOAL stacktape-maven-plugin:$1 \([0-9]*\) ms.*/\1/p" "$work/log-$1"
}

change() { # changes what one handler does
  grep -q '^// change' "$source" && sed -i '/^\/\/ change/,$d' "$source"
  printf '// change\nfinal class Change { static final String NUMBER = "%s"; private Change() {} }\n' "$1" >>"$source"
}

watch() { # swaps by a goal that stays: prints the milliseconds of each round
  "$repository/mvnw" -B -ntp "${settings[@]}" -DskipTests process-classes "$plugin:watch" -Dstacktape.local=true "-Dstacktape.localState=$state" \
    -Dstacktape.region=eu-west-1 -Dstacktape.autoConfirm=true -Dstacktape.compile=false >"$work/log-watch" 2>&1 &
  watching=$!
  local class=com/example/orders/handler/Change.class seen begun
  for round in $(seq 0 "$rounds"); do
    seen="$round"
    until [ "$(grep -c Watching "$work/log-watch")" -gt "$seen" ]; do
      kill -0 "$watching" 2>/dev/null || { cat "$work/log-watch" >&2; exit 1; }
      sleep 0.02
    done
    [ "$round" = 0 ] || echo $(($(date +%s%3N) - begun))
    if [ "$round" -lt "$rounds" ]; then
      mkdir -p "$work/watched"
      printf 'package com.example.orders.handler;\nfinal class Change { static final String NUMBER = "%s"; }\n' "watched-$round-$RANDOM" >"$work/Change.java"
      javac -d "$work/watched" --release 17 "$work/Change.java"
      begun="$(date +%s%3N)"
      cp "$work/watched/$class" "target/classes/$class"
    fi
  done
  [ "$(grep -c 'swapped in' "$work/log-watch")" -ge $((rounds * 3)) ] || { echo "not all was swapped:" >&2; cat "$work/log-watch" >&2; exit 1; }
  finish "$watching"
  watching=
}

median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

source=src/main/java/com/example/orders/handler/GetOrder.java
mvn -q -DskipTests process-classes # brings all plugins

times() { printf '%d.%d' $((deployment / $1)) $((deployment * 10 / $1 % 10)); }

measure() { # one pace
  serve "$1"
  echo "  first deployment: $(goal deploy) ms"
  : >"$work/deploy" >"$work/unchanged" >"$work/hotswap"
  for round in $(seq "$rounds"); do
    change "$1-$round-deployed"; goal deploy >>"$work/deploy"
    goal deploy >>"$work/unchanged"
    change "$1-$round-swapped"; goal hotswap >>"$work/hotswap"
    grep -q 'swapped in' "$work/log-hotswap" || { echo "nothing was swapped:"; cat "$work/log-hotswap"; exit 1; }
    echo "  round $round: deployment $(tail -1 "$work/deploy") ms, the same again $(tail -1 "$work/unchanged") ms, hot-swap $(tail -1 "$work/hotswap") ms"
  done
  watch >"$work/watch"
  echo "  hot-swap by stacktape:watch: $(tr '\n' ' ' <"$work/watch")ms"
  cp .mvn/jvm.config "$work/jvm.config"
  mvn -q "$plugin:quicken" >"$work/log-quicken" 2>&1 || { cat "$work/log-quicken" >&2; exit 1; }
  change "$1-quickened"; goal deploy >/dev/null
  for round in $(seq "$rounds"); do goal deploy; done >"$work/archived"
  echo "  the same again after stacktape:quicken: $(tr '\n' ' ' <"$work/archived")ms"
  cp "$work/jvm.config" .mvn/jvm.config
  local deployment unchanged archived swap watched
  deployment="$(median <"$work/deploy")"; unchanged="$(median <"$work/unchanged")"; archived="$(median <"$work/archived")"
  swap="$(median <"$work/hotswap")"; watched="$(median <"$work/watch")"
  echo "  median: deployment $deployment ms; the same again $unchanged ms, after quicken $archived ms; hot-swap $swap ms, $(times "$swap") times as" \
    "quick; by watch $watched ms, $(times "$watched") times as quick"
  stop
}

echo
echo "As quick as the machine is (embedded AWS, nothing takes longer than it must): what the engine itself costs"
measure instant
echo
echo "At about AWS's pace. SIMULATED, not measured at AWS: 40 ms for each call, 3 s for a change set, 6 s for CloudFormation to update a function and to see"
echo "that it is ready, 1.5 s for Lambda to take code (dev.stacktape.local.Pace has all of them). Real: all work on this machine, all calls over HTTP."
measure aws
