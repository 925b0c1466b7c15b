#!/usr/bin/env bash
# Times stacktape:package beside maven-shade-plugin on examples/orders-api, in one Maven run for each round, and compares the sizes.
# Only the steps themselves count: from the line that announces a goal to the next one. Needs the plugin in the local repository
# (./mvnw install -DskipTests -pl core,local-aws,maven-plugin -am).
# usage: scripts/benchmark-packaging.sh [rounds] [further Maven arguments]
set -euo pipefail
repository="$(cd "$(dirname "$0")/.." && pwd)"
rounds="${1:-3}"
shift || true
work="$repository/target/benchmark-packaging"
rm -rf "$work"
mkdir -p "$work"
cp -r "$repository/examples/orders-api" "$work/app"
rm -rf "$work/app/target"
cd "$work/app"

mvn() {
  "$repository/mvnw" -B -ntp "${arguments[@]}" -Dorg.slf4j.simpleLogger.showDateTime=true \
    -Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS "$@"
}
arguments=("$@")
shade=org.apache.maven.plugins:maven-shade-plugin:3.6.1:shade
plugin=dev.stacktape:stacktape-maven-plugin:0.1.0-SNAPSHOT:package

mvn -q package -DskipTests "$shade" # compiles, and brings all plugins

milliseconds() { # of the step whose announcement matches $1, in the log $2
  awk -v step="$1" '
    function time(text) { split(text, t, /[:.]/); return ((t[1] * 60 + t[2]) * 60 + t[3]) * 1000 + t[4] }
    started && / --- |BUILD SUCCESS/ { print time($1) - start; exit }
    index($0, "--- " step) { start = time($1); started = 1 }' "$2"
}

for round in $(seq "$rounds"); do
  rm -rf target/stacktape target/*-shaded.jar
  log="$work/round-$round.log"
  mvn jar:jar "$shade" "$plugin" "$plugin" >"$log"
  awk '/--- stacktape/ { if (seen++) sub(/--- stacktape/, "--- again-stacktape") } { print }' "$log" >"$log.named"
  echo "round $round: shade $(milliseconds shade "$log.named") ms," \
    "stacktape:package $(milliseconds stacktape "$log.named") ms," \
    "unchanged $(milliseconds again-stacktape "$log.named") ms"
done
shaded="$(ls target/orders-api-*.jar | grep -v original | head -1)"
artifact="$(ls -S target/stacktape/artifacts/*.zip | head -1)"
echo "shaded jar $(stat -c %s "$shaded") bytes; artifact $(stat -c %s "$artifact") bytes"
echo "unpacked, as Lambda counts: $(unzip -l "$shaded" | tail -1 | awk '{print $1}') bytes;" \
  "$(unzip -l "$artifact" | tail -1 | awk '{print $1}') bytes"
