#!/bin/sh
# Builds the distribution where that is needed, saying so, and starts it. Needs a JDK 17 or newer, and nothing else.
set -eu
top=$(cd "$(dirname "$0")" && pwd -P)
dist="$top/nas-cli/target/lanista"
stamp="$dist/.complete"

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/javac" ]; then
  javac="$JAVA_HOME/bin/javac"
elif command -v javac >/dev/null 2>&1; then
  javac=$(command -v javac)
else
  echo "nas: no JDK was found; install a JDK 17 or newer, and put it on the PATH or set JAVA_HOME to it." >&2
  exit 2
fi
version=$("$javac" -version 2>&1 | sed -e 's/^javac //' -e 's/^1\.//' -e 's/[^0-9].*$//')
if [ "${version:-0}" -lt 17 ]; then
  echo "nas: the JDK at $javac is version ${version:-unknown}; Lanista needs 17 or newer (set JAVA_HOME to one)." >&2
  exit 2
fi

stale() {
  [ -f "$stamp" ] || return 0
  changed=$(find "$top" -path "$top/samples" -prune -o -path "$top/benchmarks" -prune -o -path '*/src/test' -prune -o -path '*/target' -prune \
    -o \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$stamp" -print 2>/dev/null | head -n 1)
  [ -n "$changed" ]
}

if stale; then
  echo "nas: building the distribution into nas-cli/target/lanista (the first time this fetches what it needs, and takes a few minutes)." >&2
  rm -rf "$stamp" "$dist/cache"
  if ! (cd "$top" && ./mvnw -B -q -Dquick -DskipTests package -pl nas-cli -am) >&2; then
    echo "nas: the build failed; its messages are above. Maybe the network is down: the build fetches from Maven Central." >&2
    exit 1
  fi
  touch "$stamp"
fi
exec "$dist/bin/nas" "$@"
