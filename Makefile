# make          set up what is missing and build build/munim
# make run      the same, then serve the demonstration business at http://127.0.0.1:8080
# make test     set up and run every test; the last line counts them
# make bench    measure against nginx and raw DuckDB in the same run
# make fuzz     every fuzzer for FUZZ_SECONDS (default 120)
# make lighthouse  Lighthouse on Ask, Home and a board of twelve cards, a part of test-web, alone
# make tidy     the rules of the house; make test-unit, test-asan, test-fuzz, test-web: one part
#
# Everything can be repeated and interrupted. The work is in tools/.

FUZZ_SECONDS ?= 120
DATA ?= var/munim
LISTEN ?= 127.0.0.1:8080

all: build

setup:
	@tools/setup

build: setup
	@tools/build plain

run: build
	exec build/munim serve --demo --data $(DATA) --listen $(LISTEN)

test: setup
	@tools/test tidy unit asan fuzz web

test-unit: setup
	@tools/test unit

test-asan: setup
	@tools/test asan

test-fuzz: setup
	@tools/test fuzz

test-web: setup
	@tools/test web

lighthouse: build
	@cd web && npm run --silent lighthouse

tidy:
	@tools/tidy

fuzz: setup
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tools/test fuzz

bench: build
	@tools/bench

format:
	@find src tests bench -name '*.[ch]' ! -name '*_weights.c' -print0 2>/dev/null | xargs -0 clang-format -i

clean:
	rm -rf build build-asan build-fuzz web/dist

.PHONY: all setup build run test test-unit test-asan test-fuzz test-web lighthouse tidy fuzz bench format clean
