#!/usr/bin/env bash
# Runs the conformance suites of the Model Context Protocol against the server over HTTP, and has the Inspector list and call its tools
# over standard input and output and over HTTP. Everything has to pass; there is no list of expected failures.
# Needs a JDK, npm and its registry; the suites want Node.js 22, which is fetched as a package.
# usage: scripts/mcp-conformance.sh [work folder]
set -euo pipefail
cd "$(dirname "$0")/.."
work=${1:-$(mktemp -d)}
mkdir -p "$work"
work=$(cd "$work" && pwd)

echo "== building"
${MVN:-./mvnw -B -q -ntp} -pl mcp-server -am test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$work/classpath"
classpath="$PWD/mcp-server/target/test-classes:$PWD/mcp-server/target/classes:$(cat "$work/classpath")"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

echo "== fetching the suites"
suites() { # folder package...
  mkdir -p "$work/$1"
  (cd "$work/$1" && shift && [ -f package.json ] || npm init -y >/dev/null; npm install --no-audit --no-fund --silent "$@")
}
suites stable node@22 @modelcontextprotocol/conformance@0.1.16
suites next @modelcontextprotocol/conformance@0.2.0-alpha.12 @modelcontextprotocol/inspector@2.12.0
# npm may leave out what the package runs when it is installed: taking the binary of this machine.
[ -x "$work/stable/node_modules/node/bin/node" ] && "$work/stable/node_modules/node/bin/node" -e 0 2>/dev/null ||
  (cd "$work/stable/node_modules/node" && node installArchSpecificPackage.js >/dev/null)
node=$work/stable/node_modules/node/bin/node
"$node" --version

pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done' EXIT
wait_for() { # file
  for _ in $(seq 300); do [ -s "$1" ] && return; sleep 0.1; done
  echo "The server did not start" >&2; exit 1
}

echo "== conformance"
rm -f "$work/address"
"$java" -cp "$classpath" dev.stacktape.mcp.conformance.ConformanceServer "$work/address" 2>"$work/conformance.log" &
pids+=($!)
wait_for "$work/address"
url=$(cat "$work/address")
conformance() { # folder options...
  local folder=$1; shift
  local log="$work/$folder-$(echo "$*" | tr -c 'a-z0-9.\n' '-').log"
  if ! (cd "$work/$folder" && "$node" node_modules/.bin/conformance server --url "$url" "$@") >"$log" 2>&1 ||
    ! grep -q '^Total: [1-9][0-9]* passed, 0 failed$' "$log"; then
    cat "$log"; echo "FAILED: $folder $*" >&2; exit 1
  fi
  echo "$folder $*: $(grep '^Total' "$log"), $(grep -c '^✓' "$log") scenarios"
}
conformance stable --suite active
conformance stable --suite pending
conformance next --spec-version 2025-11-25
conformance next --requirements 2025-11-25

echo "== inspector"
project=$work/project
mkdir -p "$project"
cat >"$project/stacktape.yml" <<'YAML'
serviceName: inspected
resources:
  orders:
    type: sqs-queue
YAML
rm -f "$work/aws"
"$java" -cp "$classpath" dev.stacktape.mcp.conformance.EmbeddedAws "$work/aws" >"$work/aws.log" 2>&1 &
pids+=($!)
wait_for "$work/aws"
options=(--project "$project" --home "$work/home" --embedded "$(cat "$work/aws")" --region eu-west-1 --allow-write --allow-delete)
# The Inspector takes what stands behind the command as its own, so the server is a command without arguments.
cat >"$work/server" <<SH
#!/bin/sh
exec "$java" -cp "$classpath" dev.stacktape.mcp.Main $(printf '%q ' "${options[@]}")
SH
chmod +x "$work/server"
rm -f "$work/token"
"$java" -cp "$classpath" dev.stacktape.mcp.Main "${options[@]}" --http --token-file "$work/token" 2>"$work/http.log" &
pids+=($!)
for _ in $(seq 300); do grep -q 'Serving at' "$work/http.log" && break; sleep 0.1; done
http=$(sed -n 's/^Serving at \(.*\); the token.*/\1/p' "$work/http.log")
inspect() { # transport options...
  local transport=$1; shift
  if [ "$transport" = stdio ]; then
    (cd "$work/next" && "$node" node_modules/.bin/mcp-inspector --cli "$work/server" --connect-timeout 60000 "$@")
  else
    (cd "$work/next" && "$node" node_modules/.bin/mcp-inspector --cli "$http" --transport http --connect-timeout 60000 \
      --header "Authorization: Bearer $(cat "$work/token")" "$@")
  fi
}
value() { "$node" -e 'let s="";process.stdin.on("data",d=>s+=d).on("end",()=>console.log(eval("(JSON.parse(s))"+process.argv[1])))' "$1"; }
call() { # transport tool arguments...
  local transport=$1 tool=$2; shift 2
  local arguments=(); for pair in "$@"; do arguments+=(--tool-arg "$pair"); done
  inspect "$transport" --method tools/call --tool-name "$tool" "${arguments[@]}" >"$work/answer.json" ||
    { cat "$work/answer.json"; echo "FAILED: $tool over $transport" >&2; exit 1; }
  called+=("$tool")
}
refused() { # transport tool code arguments...: what a person has to agree to is called too, and must be refused for this reason
  local transport=$1 tool=$2 code=$3; shift 3
  local arguments=(); for pair in "$@"; do arguments+=(--tool-arg "$pair"); done
  inspect "$transport" --method tools/call --tool-name "$tool" "${arguments[@]}" >"$work/answer.json" 2>/dev/null || true
  grep -q "$code" "$work/answer.json" || { cat "$work/answer.json"; echo "FAILED: $tool over $transport, not $code" >&2; exit 1; }
  called+=("$tool")
}
for transport in stdio http; do
  called=()
  # Something to deploy each time.
  printf "  %sQueue: { type: sqs-queue }\n" "$transport" >>"$project/stacktape.yml"
  inspect "$transport" --method tools/list --strict >"$work/tools-$transport.json"
  inspect "$transport" --method resources/list >/dev/null
  inspect "$transport" --method resources/templates/list >/dev/null
  inspect "$transport" --method resources/read --uri stacktape://schema/config >/dev/null
  inspect "$transport" --method prompts/list >/dev/null
  call "$transport" describe_project
  call "$transport" validate_config
  call "$transport" preview_template
  call "$transport" lookup_docs type=sqs-queue
  call "$transport" plan_change operation=deploy
  plan=$(value .structuredContent.planId <"$work/answer.json")
  inspect "$transport" --method resources/read --uri "stacktape://plan/$plan" >/dev/null
  call "$transport" deploy planId="$plan" waitSeconds=45
  operation=$(value .structuredContent.operationId <"$work/answer.json")
  call "$transport" get_operation operationId="$operation" waitSeconds=45
  call "$transport" cancel_operation operationId="$operation"
  call "$transport" describe_stack
  call "$transport" read_logs
  call "$transport" diagnose
  call "$transport" rehearse
  call "$transport" plan_change operation=delete
  plan=$(value .structuredContent.planId <"$work/answer.json")
  refused "$transport" delete_stack APPROVAL_REQUIRED planId="$plan"
  refused "$transport" hotswap PLAN_OF_ANOTHER_KIND planId="$plan"
  refused "$transport" rollback PLAN_OF_ANOTHER_KIND planId="$plan"
  missing=$(value ".tools.map(t => t.name).filter(n => !'${called[*]}'.split(' ').includes(n)).join(' ')" <"$work/tools-$transport.json")
  echo "$transport: $(value .tools.length <"$work/tools-$transport.json") tools listed (strict); not called: ${missing:-none}"
done
