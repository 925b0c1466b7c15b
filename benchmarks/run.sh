#!/usr/bin/env bash
# Builds the benchmarks and runs them with JMH. Arguments are JMH's own.
# usage: benchmarks/run.sh [SynthBenchmark|ValidateBenchmark|PackagingBenchmark] [further arguments of JMH]
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -ntp -q -Pbenchmarks -pl benchmarks -am package -DskipTests
./mvnw -B -ntp -q -Pbenchmarks -pl benchmarks dependency:build-classpath -Dmdep.outputFile=target/classpath
exec java -cp "benchmarks/target/classes:core/target/classes:$(cat benchmarks/target/classpath)" org.openjdk.jmh.Main "$@"
