# For the scripts beside this: phantoms to learn from, and how to train on them.
# shellcheck shell=bash
set -euo pipefail
PATH=$1:$PATH
folder=$(mktemp -d)
processes=()
clean_up() {
  if ((${#processes[@]} > 0)); then kill -9 "${processes[@]}" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap clean_up EXIT
cd "$folder"

draw() { # draw FOLDER SEED OPTION...
  osteon phantom "data/$1" --seed "$2" --count 8 --size 96x120 "${@:3}" >/dev/null
}
for part in hand knee; do
  draw "train/$part/normal" 1 --part "$part"
  draw "train/$part/fractured" 1 --part "$part" --fracture
  draw "valid/$part/normal" 500 --part "$part"
  draw "valid/$part/fractured" 500 --part "$part" --fracture
done

# A port that is likely to be free: the scripts run one at a time, other programs beside them, whose
# connections the system gives ports from 32768 on.
export MASTER_ADDR=127.0.0.1 MASTER_PORT=$((20000 + $$ % 12000))

trainer=(osteon-train folder:data --architecture resnet-tiny --no-crop --side 64 --fp32
  --fixed-stages 0 --fixed-norms)

# start RANK OPTION...: the one of two processes, in the background
start() {
  env WORLD_SIZE=2 RANK="$1" LOCAL_RANK="$1" "${trainer[@]}" "${@:2}" 2>"$1.txt" &
  processes+=($!)
}

# wait_for_word FILE WORD
wait_for_word() {
  for _ in $(seq 600); do
    if grep -q "$2" "$1" 2>/dev/null; then return; fi
    sleep 0.5
  done
  cat "$1" >&2
  return 1
}
