import type { PipelineFlows } from "../../src/core/pipeline.ts";
import { unitOf } from "../../src/core/source.ts";
import type { Place } from "../../src/core/span.ts";
import type { Platform } from "../../src/core/stages.ts";
import { decode } from "../../src/core/text.ts";

/** What comes of a text on one platform: the model, its flows, what was said of it, and what a place of it covers. */
export function readAs<Model>(platform: Platform<Model>, path: string, text: string | Uint8Array) {
  const bytes = Buffer.from(text);
  const { model, problems } = platform.parse(unitOf(path, bytes));
  const textOf = ({ span }: Place): string => decode(bytes, span);
  const said = problems.map(({ level = "error", message, span }) => `${level} ${message}: ${decode(bytes, span)}`);
  return { model, said, textOf, ...(model !== undefined && { flows: platform.flows(model) }) };
}

interface Read {
  readonly flows?: PipelineFlows;
  textOf(place: Place): string;
}

/** References as `secret via job/step: text`, with `*` for a token of the platform's own and `(name)` for what takes it. */
export const references = ({ flows, textOf }: Read): string[] =>
  (flows?.references ?? []).map(
    ({ secret, via, job = "", step = "", place, builtIn, boundTo }) =>
      `${secret}${builtIn === true ? "*" : ""} ${via} ${job}/${step}: ${textOf(place)}${boundTo === undefined ? "" : ` (${boundTo})`}`,
  );

/** Flows as `secret > path -> kind name: text`, with `!` where the value is no longer as it was stored. */
export const ways = ({ flows, textOf }: Read, ...kinds: readonly string[]): string[] =>
  (flows?.flows ?? [])
    .filter(({ sink }) => kinds.length === 0 || kinds.includes(sink.kind))
    .map(({ reference, path, sink, masked }) => {
      const way = path.map((place) => `> ${textOf(place)} `).join("");
      return `${reference.secret} ${way}-> ${sink.kind} ${sink.name}: ${textOf(sink.place)}${masked ? "" : "!"}`;
    });
