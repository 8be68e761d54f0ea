"""From a JSON Schema of actions to a pack that runs: stubs, to be bettered by somebody who knows the domain."""
