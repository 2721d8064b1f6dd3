# Makes the packs and films that every transcript starts with.
#   sh set_stage.sh FOLDER MAKE_TINY_PACK MAKE_FILMS
set -eu
rm -rf "$1"
mkdir -p "$1"
cd "$1"
#           where    possible from  fracture from  leaning to "none of these"
"$2"        tiny     0              1              -50
"$2"        always   0              0              -50
"$2"        never    1              1              -50
"$2"        unsure   0              1              50
"$3" films
