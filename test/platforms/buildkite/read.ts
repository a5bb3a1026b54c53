import type { PipelineFlows } from "../../../src/core/pipeline.ts";
import { unitOf } from "../../../src/core/source.ts";
import { decode } from "../../../src/core/text.ts";
import { buildkite } from "../../../src/platforms/buildkite/platform.ts";

/** A pipeline as the platform reads it, with its problems as sentences. */
export function read(text: string, path = ".buildkite/pipeline.yml") {
  const bytes = Buffer.from(text);
  const { model, problems } = buildkite.parse(unitOf(path, bytes));
  const said = problems.map(({ level = "error", message, span }) => `${level} ${message}: ${decode(bytes, span)}`);
  return { bytes, model, said };
}

/** Its flows; throws where there is no model. */
export function flowsOf(text: string, path?: string) {
  const { bytes, model } = read(text, path);
  if (model === undefined) throw new Error("no model");
  return { bytes, flows: buildkite.flows(model) };
}

type Found = { readonly bytes: Uint8Array; readonly flows: PipelineFlows };

/** References as `secret via job: text`, with `*` for a token of the platform's own. */
export const references = ({ bytes, flows }: Found): string[] =>
  flows.references.map(
    ({ secret, via, job = "", place, builtIn, boundTo }) =>
      `${secret}${builtIn === true ? "*" : ""} ${via} ${job}${boundTo === undefined ? "" : ` as ${boundTo}`}: ${decode(bytes, place.span)}`,
  );

/** Flows as `secret -> kind name: text`, with `!` where the masking no longer holds. */
export const ways = ({ bytes, flows }: Found): string[] =>
  flows.flows.map(
    ({ reference, sink, masked }) =>
      `${reference.secret} -> ${sink.kind} ${sink.name}: ${decode(bytes, sink.place.span)}${masked ? "" : "!"}`,
  );
