# Two commands matter: `make demo` shows driftcheck at work, `make test` runs every test.
.DEFAULT_GOAL := help
# How many tests run at the same time: more of them open so many files that starting a program becomes unsafe, because
# Foundation's Process reads /proc/self/fd past the end of a full buffer.
AT_ONCE := --experimental-maximum-parallelization-width 8
.PHONY: help demo sandbox test lint benchmark clean

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

demo: ## build, start the sandbox, check it, print the report
	@scripts/setup
	swift build --product driftcheck
	swift build --product driftcheck-sandbox
	@scripts/demo

sandbox: ## the same, and leave the sandbox running to look further
	@scripts/setup
	swift build --product driftcheck
	swift build --product driftcheck-sandbox
	@scripts/demo --keep

test: ## run all tests, also those against a real Kubernetes API server
	@scripts/setup --tests
	@assets=$$(scripts/kube-apiserver) && export KUBEBUILDER_ASSETS="$$assets" && \
	  swift build --build-tests && swift test --skip-build $(AT_ONCE)

lint: ## check the formatting
	swift format lint --strict --recursive Sources Tests Package.swift

benchmark: ## measure speed and memory
	@scripts/setup --tests
	Benchmarks/run

clean: ## remove what was built here
	rm -rf .build
