// What llama.cpp makes of a grammar: `{"vocabulary", "grammar", "texts"}` in, a list of true and false out.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const found = createRequire(process.env.SERVING_MODULES + "/").resolve("node-llama-cpp");
const { getLlama, LlamaGrammar, LlamaGrammarEvaluationState } = await import(pathToFileURL(found));
const pieces = [];
for await (const piece of process.stdin) pieces.push(piece);
const asked = JSON.parse(Buffer.concat(pieces));
const llama = await getLlama({ gpu: false, build: "never", progressLogs: false, logLevel: "disabled" });
const model = await llama.loadModel({ modelPath: asked.vocabulary, vocabOnly: true });
const grammar = new LlamaGrammar(llama, { grammar: asked.grammar });
const { AddonSampler } = llama._bindings;
const FIRST_BYTE = 3, END = 2;

function judge(text) {
  const { _state: state } = new LlamaGrammarEvaluationState({ model, grammar });
  for (const byte of Buffer.from(text)) {
    if (!AddonSampler.canBeNextTokenForGrammarEvaluationState(state, byte + FIRST_BYTE)) return false;
    AddonSampler.acceptGrammarEvaluationStateToken(state, byte + FIRST_BYTE);
  }
  return AddonSampler.canBeNextTokenForGrammarEvaluationState(state, END);
}

process.stdout.write(JSON.stringify(asked.texts.map(judge)), () => process.exit(0));
