#!/usr/bin/env bash
# The whole loop on this machine: a dataset, a model that fails in known ways, the decision, its failures as seeds, the
# next dataset, and the decision again. It works on a copy of the pack in build/loop; nothing else is touched.
set -euo pipefail
cd "$(dirname "$0")/../.."
repository=$PWD work=${WORK:-$PWD/build/loop}
PATH=$repository/.venv/bin:$PATH
port=${PORT:-8765}
first=${FIRST:-500} developing=${DEVELOPING:-1000} second=${SECOND:-2000} tests=${TESTS:-1000} # examples of each set

rm -rf "$work" && mkdir -p "$work/data"
cp -r usecase.yaml schemas templates "$work"
head -n "$tests" data/benchmark.jsonl > "$work/data/benchmark.jsonl"
cp data/benchmark.manifest.json "$work/data"
cd "$work"

server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi' EXIT
run() { printf '\n$ %s\n' "$*"; "$@"; }
may_say_no() { run "$@" || [ $? = 1 ]; } # no-go is an answer as well
start() { # the model, trained on nothing yet or on what it is told
  if [ -n "$server" ]; then kill "$server"; wait "$server" 2>/dev/null || true; fi
  python "$repository/examples/loop/stand_in.py" data/benchmark.jsonl data/dev/dataset.jsonl --port "$port" "$@" > /dev/null &
  server=$!
  until (exec 3<> "/dev/tcp/127.0.0.1/$port") 2>/dev/null; do kill -0 "$server"; sleep 0.1; done
}
export OPENAI_BASE_URL="http://127.0.0.1:$port/v1"
asking=(--at-once 8 --price-in 0.1 --price-out 0.4)
elsewhere=(--measure satisfaction=4.2 --measure cost_ratio=0.1)

echo "== a dataset, and a model trained on it; asked at OPENAI_BASE_URL=$OPENAI_BASE_URL"
run taskdata generate -n "$first" -o data/mvp
run taskdata generate -n "$developing" --seed 1 --exclude data/mvp/dataset.jsonl -o data/dev
start
may_say_no taskdata evaluate --model stand-in-1 "${asking[@]}" --dataset data/mvp "${elsewhere[@]}" --report first.html

echo "== what goes wrong, on requests that nothing is decided on, becomes seeds"
may_say_no taskdata evaluate data/dev/dataset.jsonl --model stand-in-1 "${asking[@]}" --no-ledger --failures failures.jsonl
run taskdata seeds add failures.jsonl

echo "== the next dataset answers it"
run taskdata generate -n "$second" --seed 2 -o data/next
run taskdata seeds list --dataset data/next -n 3
start --learned data/next/manifest.json
may_say_no taskdata evaluate --model stand-in-2 "${asking[@]}" --dataset data/next "${elsewhere[@]}" --report second.html
run taskdata spec -o specification.md
printf '\nto look at:\n'
printf '  %s\n' "$PWD"/{first.html,second.html,specification.md}
