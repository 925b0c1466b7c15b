#!/usr/bin/env bash
# Times stacktape:package beside maven-shade-plugin (examples/orders-api) and beside jib-maven-plugin (examples/guestbook), each pair in one Maven
# run for each round, and compares the sizes. Builds what it needs; nothing is installed outside of target/benchmark-packaging.
# The images need docker-registry on the PATH, and are left out without it.
# usage: scripts/benchmark-packaging.sh [rounds] [further Maven arguments]
set -euo pipefail
repository="$(cd "$(dirname "$0")/.." && pwd)"
rounds="${1:-3}"
shift || true
work="$repository/target/benchmark-packaging"
rm -rf "$work"
mkdir -p "$work/clock/META-INF/sisu"

local_repository="${MAVEN_LOCAL_REPOSITORY:-$HOME/.m2/repository}"
settings=("-Dmaven.repo.local=$work/repository" "-Dmaven.repo.local.tail=$local_repository" "$@")
shade=org.apache.maven.plugins:maven-shade-plugin:3.6.2:shade
jib=com.google.cloud.tools:jib-maven-plugin:3.5.2:buildTar
plugin=dev.stacktape:stacktape-maven-plugin:0.1.0-SNAPSHOT:package

echo "Building the plugin..."
(cd "$repository" && ./mvnw -B -ntp -q install -DskipTests -pl core,local-aws,maven-plugin -am "${settings[@]}")

home="$(cd "$repository" && ./mvnw --version | sed -n 's/^Maven home: //p')"
javac -proc:none -cp "$home/lib/*" -d "$work/clock" "$repository/scripts/benchmark/GoalClock.java"
echo dev.stacktape.benchmark.GoalClock >"$work/clock/META-INF/sisu/javax.inject.Named"
(cd "$work/clock" && jar cf "$work/clock.jar" .)

goals() { # runs goals and prints their times, with what is given first in front of the line
  local title="$1"
  shift
  "$repository/mvnw" -B -ntp "${settings[@]}" "-Dmaven.ext.class.path=$work/clock.jar" "$@" >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
  sed -n "s/^GOAL \(maven-shade\|jib\|stacktape\)/$title: \1/p" "$work/log"
}

example() { # copies an example and goes there
  cp -r "$repository/examples/$1" "$work/$1"
  rm -rf "$work/$1/target"
  cd "$work/$1"
}

# ---- a zip ----

example orders-api
"$repository/mvnw" -B -ntp -q "${settings[@]}" package -DskipTests "$shade" # compiles, and brings all plugins
for round in $(seq "$rounds"); do
  rm -rf target/stacktape target/*-shaded.jar
  goals "zip $round" jar:jar "$shade" "$plugin" "$plugin"
done
shaded="$(ls target/orders-api-*.jar | grep -v original | head -1)"
artifact="$(ls -S target/stacktape/artifacts/*.zip | head -1)"
echo "shaded jar $(stat -c %s "$shaded") bytes; artifact $(stat -c %s "$artifact") bytes"
echo "unpacked, as Lambda counts: $(unzip -l "$shaded" | tail -1 | awk '{print $1}') bytes;" \
  "$(unzip -l "$artifact" | tail -1 | awk '{print $1}') bytes"

# ---- an image ----

if ! command -v docker-registry >/dev/null; then
  echo "docker-registry is not on the PATH: images are not compared"
  exit 0
fi
port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
cat >"$work/registry.yml" <<YAML
version: 0.1
storage: { filesystem: { rootdirectory: $work/registry } }
http: { addr: "127.0.0.1:$port" }
YAML
docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
registry=$!
trap 'kill $registry' EXIT
curl -s --retry 50 --retry-connrefused --retry-delay 1 -o /dev/null "http://127.0.0.1:$port/v2/"

digest() { echo "sha256:$(sha256sum "$1" | cut -d' ' -f1)"; }
blob() { # pushes a file
  local to
  to="$(curl -s -i -X POST "http://127.0.0.1:$port/v2/base/eclipse-temurin/blobs/uploads/" | tr -d '\r' | sed -n 's/^[Ll]ocation: //p')"
  curl -s -f -o /dev/null -X PUT -H 'Content-Type: application/octet-stream' --data-binary "@$1" "$to&digest=$(digest "$1")"
}
head -c 1024 /dev/zero >"$work/layer.tar"
gzip -n -c "$work/layer.tar" >"$work/layer"
printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]}}' \
  "$(digest "$work/layer.tar")" >"$work/config"
blob "$work/layer"
blob "$work/config"
type=application/vnd.docker.distribution.manifest.v2+json
printf '{"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},"layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}' \
  "$type" "$(stat -c %s "$work/config")" "$(digest "$work/config")" "$(stat -c %s "$work/layer")" "$(digest "$work/layer")" >"$work/manifest"
for tag in 17-jre 21-jre 25-jre; do
  curl -s -f -o /dev/null -X PUT -H "Content-Type: $type" --data-binary "@$work/manifest" "http://127.0.0.1:$port/v2/base/eclipse-temurin/manifests/$tag"
done

example guestbook
images=(
  "-Djib.from.image=127.0.0.1:$port/base/eclipse-temurin:17-jre" -Djib.to.image=guestbook -Djib.allowInsecureRegistries=true
  "-Djib.baseImageCache=$work/jib-base" -Djib.applicationCache=$work/jib-application
  "-Dstacktape.baseImages=public.ecr.aws/docker/library/=127.0.0.1:$port/base/"
)
"$repository/mvnw" -B -ntp -q "${settings[@]}" "${images[@]}" package -DskipTests "$jib" "$plugin"
for round in $(seq "$rounds"); do
  rm -rf target/stacktape target/jib-* "$work/jib-application"
  goals "image $round" "${images[@]}" "$jib" "$plugin" "$plugin"
done
