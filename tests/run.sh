#!/usr/bin/env bash
# Runs every check of the house: one line and a time for each, all of them even when one fails,
# and says at the end which did. Arguments go to pytest: `make test ARGS="-k territory"`.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bin=${VENV:-.venv}/bin
log=$(mktemp)
# A folder of our own: pytest's shared one is tidied by whichever run comes next.
work=$(mktemp -d)
trap 'rm -rf "$log" "$work"' EXIT
failed=()

# step NAME COMMAND...: quiet while all is well, the command's whole output when it is not.
step() {
  local name=$1 start=$SECONDS
  shift
  printf '%-9s %s … ' "$name" "$*"
  if "$@" >"$log" 2>&1; then
    echo "ok, $((SECONDS - start)) s"
  else
    echo "FAILED, $((SECONDS - start)) s"
    sed 's/^/    /' "$log"
    failed+=("$name")
  fi
}

step lint "$bin/ruff" check --output-format concise .
step format "$bin/ruff" format --check --output-format concise .
step types "$bin/mypy"
step layers "$bin/lint-imports" --no-logo
step schemas "$bin/partnerbook" schema --check
step sample "$bin/partnerbook" check

color=no
[ -t 1 ] && color=yes
# Dear tests stand side by side: whoever is done takes over half of what the other has left.
echo "tests     $bin/pytest -n 2 --dist worksteal $*"
"$bin/pytest" -n 2 --dist worksteal --basetemp="$work/pytest" --color="$color" "$@" 2>&1 | tee "$log"
[ "${PIPESTATUS[0]}" -eq 0 ] || failed+=(tests)
closing=$(grep -v '^[[:space:]]*$' "$log" | tail -n 1)

echo
if [ ${#failed[@]} -eq 0 ]; then
  echo "All steps passed."
else
  echo "FAILED: ${failed[*]} (each is explained above)"
fi
# pytest's own closing line stands last, for people and for machines that read the end of a log.
echo "$closing"
[ ${#failed[@]} -eq 0 ]
