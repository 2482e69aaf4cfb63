#!/bin/sh
# Takes out of installed packages what the program never opens (docs/docker.md has the megabytes).
#
#   tools/slim.sh SITE_PACKAGES
set -eu
cd "$1"

# courlan asks Babel for the language of an address; only these two can be an article's here.
find babel/locale-data -type f ! -name 'root.dat' ! -name 'en.dat' ! -name 'ko.dat' -delete
# NumPy's own tests, the tools that compile Fortran, and parts that it loads only when asked to.
find numpy -type d -name tests -prune -exec rm -rf {} +
rm -rf numpy/f2py numpy/random numpy/fft numpy/polynomial
# Sources and headers of compiled modules, type stubs, and libraries for Windows.
find . -type f \( -name '*.pyx' -o -name '*.pxd' -o -name '*.pxi' -o -name '*.h' -o -name '*.c' \
    -o -name '*.pyi' -o -name '*.dll' -o -name '*.exe' -o -name '*.lib' -o -name '*.a' \) -delete
# simplemma's dictionaries of other languages than English: Kiwi reads the Korean.
find simplemma -type f -path '*/data/*' ! -name 'en.*' -delete
# Pygments colours programs; rich asks for its lexers only when it prints one.
find pygments/lexers -type f -name '[a-z]*.py' ! -name 'python.py' -delete
