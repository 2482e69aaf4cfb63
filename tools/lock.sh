#!/bin/sh
# Writes requirements.txt and requirements-build.txt anew: exact versions with the hashes of every
# archive, the same for x86_64 and arm64. Needs uv (https://docs.astral.sh/uv/) on the PATH.
#
#   tools/lock.sh            keeps the versions that still fit pyproject.toml
#   tools/lock.sh --upgrade  takes the newest ones
set -eu
cd "$(dirname "$0")/.."

header='# Made by tools/lock.sh; do not edit. For Linux on x86_64 and arm64, Python 3.12.'
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# lock SOURCE TARGET [OPTIONS…]: fails where the two machines would get different versions.
lock() {
    source=$1 target=$2
    shift 2
    for machine in x86_64 aarch64; do
        # uv keeps the versions that it finds in the output file.
        if [ -f "$target" ]; then cp "$target" "$scratch/$machine"; fi
        uv pip compile "$source" --output-file "$scratch/$machine" --quiet \
            --python-version 3.12 --python-platform "$machine-manylinux_2_28" \
            --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
            --custom-compile-command tools/lock.sh "$@"
    done
    cmp "$scratch/x86_64" "$scratch/aarch64"
    { echo "$header"; cat "$scratch/x86_64"; } >"$target"
}

lock pyproject.toml requirements.txt "$@"
# What builds a wheel out of this project, and out of Kiwi's model, which ships as source only.
printf 'hatchling>=1.27\nsetuptools>=77\n' >"$scratch/build.in"
lock "$scratch/build.in" requirements-build.txt --no-annotate "$@"
