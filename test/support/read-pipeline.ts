import type { PipelineFlows } from "../../src/core/pipeline.ts";
import { unitOf } from "../../src/core/source.ts";
import type { Place } from "../../src/core/span.ts";
import type { Platform } from "../../src/core/stages.ts";
import { decode } from "../../src/core/text.ts";

/** Reads texts as one platform's, at one path. */
export function pipelineReader<Model>(platform: Platform<Model>, path: string) {
  /** What comes of a text: the model, what was said of it, and what a place of it covers. */
  const read = (text: string | Buffer) => {
    const bytes = Buffer.from(text);
    const { model, problems } = platform.parse(unitOf(path, bytes));
    const textOf = ({ span }: Place): string => decode(bytes, span);
    const said = problems.map(({ level = "error", message, span }) => `${level} ${message}: ${decode(bytes, span)}`);
    return { model, said, textOf };
  };
  /** The model and flows of a text that is read without a problem. */
  const readWell = (text: string | Buffer) => {
    const { model, said, textOf } = read(text);
    if (model === undefined || said.length > 0) throw new Error(`not read: ${said.join()}`);
    return { model, textOf, flows: platform.flows(model) };
  };
  return { read, readWell };
}

interface Read {
  readonly flows: PipelineFlows;
  textOf(place: Place): string;
}

/** References as `secret via job/step: text`, with `*` for a token of the platform's own and `(name)` for what takes it. */
export const shownReferences = ({ flows, textOf }: Read): string[] =>
  flows.references.map(
    ({ secret, via, job = "", step = "", place, builtIn, boundTo }) =>
      `${secret}${builtIn === true ? "*" : ""} ${via} ${job}/${step}: ${textOf(place)}${boundTo === undefined ? "" : ` (${boundTo})`}`,
  );

/** Flows as `secret > path -> kind name: text`, with `!` where the masking no longer holds. */
export const shownWays = ({ flows, textOf }: Read, ...kinds: readonly string[]): string[] =>
  flows.flows
    .filter(({ sink }) => kinds.length === 0 || kinds.includes(sink.kind))
    .map(({ reference, path, sink, masked }) => {
      const way = path.map((place) => `> ${textOf(place)} `).join("");
      return `${reference.secret} ${way}-> ${sink.kind} ${sink.name}: ${textOf(sink.place)}${masked ? "" : "!"}`;
    });

/** Jobs as `name @environment`, with `!` where somebody has to agree, `*` where any branch starts it, and their events. */
export const shownJobs = ({ flows }: Read): string[] =>
  flows.jobs.map(
    ({ name, environment, approved, anyBranch, triggers, ownMachine }) =>
      `${name}${environment === undefined ? "" : ` @${environment.name}`}${approved ? "!" : ""}${anyBranch ? "*" : ""}${
        ownMachine === undefined ? "" : ` on ${ownMachine.name}`
      } [${triggers.map(({ event, untrusted }) => (untrusted ? `${event}?` : event)).join(" ")}]`,
  );
