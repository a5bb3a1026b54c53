import type { PipelineFlows } from "../../../src/core/pipeline.ts";
import { unitOf } from "../../../src/core/source.ts";
import type { Place } from "../../../src/core/span.ts";
import { decode } from "../../../src/core/text.ts";
import { jenkins } from "../../../src/platforms/jenkins/platform.ts";

/** What comes of a text: the model, what was said of it, and what a place of it covers. */
export function read(text: string | Buffer, path = "Jenkinsfile") {
  const bytes = Buffer.from(text);
  const { model, problems } = jenkins.parse(unitOf(path, bytes));
  const textOf = ({ span }: Place): string => decode(bytes, span);
  const said = problems.map(({ level = "error", message, span }) => `${level} ${message}: ${decode(bytes, span)}`);
  return { model, problems, said, textOf };
}

/** The model and flows of a text that is read without a problem. */
export function readWell(text: string, path?: string) {
  const { model, said, textOf } = read(text, path);
  if (model === undefined || said.length > 0) throw new Error(`not read: ${said.join()}`);
  return { model, textOf, flows: jenkins.flows(model) };
}

interface Read {
  readonly flows: PipelineFlows;
  textOf(place: Place): string;
}

/** References as `secret via job/step: text`, with `*` behind one that is worked out and `(name)` for what takes it. */
export const references = ({ flows, textOf }: Read): string[] =>
  flows.references.map(
    ({ secret, via, job = "", step = "", place, boundTo }) =>
      `${secret} ${via} ${job}/${step}: ${textOf(place)}${boundTo === undefined ? "" : ` (${boundTo})`}`,
  );

/** Flows as `secret > path -> kind name: text`, with `!` where the masking no longer holds. */
export const ways = ({ flows, textOf }: Read, ...kinds: readonly string[]): string[] =>
  flows.flows
    .filter(({ sink }) => kinds.length === 0 || kinds.includes(sink.kind))
    .map(({ reference, path, sink, masked }) => {
      const way = path.map((place) => `> ${textOf(place)} `).join("");
      return `${reference.secret} ${way}-> ${sink.kind} ${sink.name}: ${textOf(sink.place)}${masked ? "" : "!"}`;
    });
