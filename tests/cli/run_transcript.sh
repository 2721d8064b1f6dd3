# Runs one transcript in a copy of the stage, with `osteon` on the PATH.
#   sh run_transcript.sh TRANSCRIPT FOLDER_OF_OSTEON STAGE SOURCES
# A transcript that cannot run here prints why and exits with 77, which counts as skipped.
set -eu
transcript=$1
PATH=$2:$PATH
stage=$3
SOURCES=$4
export PATH SOURCES
# What the caller's shell prefers is not part of the behaviour.
unset OSTEON_MODEL NO_COLOR
export TERM=xterm

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$stage"/. "$folder"
cd "$folder"
sh -eux "$transcript"
