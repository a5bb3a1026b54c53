import type { PipelineFlows } from "../../../src/core/pipeline.ts";
import { unitOf } from "../../../src/core/source.ts";
import { decode } from "../../../src/core/text.ts";
import type { ContainerFile } from "../../../src/platforms/container-steps/model.ts";
import { drone } from "../../../src/platforms/drone/platform.ts";
import { woodpecker } from "../../../src/platforms/woodpecker/platform.ts";

interface ReadFile {
  readonly bytes: Uint8Array;
  readonly model: ContainerFile<string> | undefined;
  readonly said: readonly string[];
  readonly flows: PipelineFlows | undefined;
}

/** A file as Drone reads it, with its problems as sentences. */
export function readDrone(text: string, path = ".drone.yml"): ReadFile {
  const bytes = Buffer.from(text);
  const { model, problems } = drone.parse(unitOf(path, bytes));
  const said = problems.map(({ level = "error", message, span }) => `${level} ${message}: ${decode(bytes, span)}`);
  return { bytes, model, said, flows: model && drone.flows(model) };
}

/** A file as Woodpecker reads it. */
export function readWoodpecker(text: string, path = ".woodpecker.yml"): ReadFile {
  const bytes = Buffer.from(text);
  const { model, problems } = woodpecker.parse(unitOf(path, bytes));
  const said = problems.map(({ level = "error", message, span }) => `${level} ${message}: ${decode(bytes, span)}`);
  return { bytes, model, said, flows: model && woodpecker.flows(model) };
}

/** References as `secret via job as name: text`, with `*` for a token of the platform's own. */
export const references = ({ bytes, flows }: ReadFile): string[] =>
  (flows?.references ?? []).map(
    ({ secret, via, job = "", place, builtIn, boundTo = "" }) =>
      `${secret}${builtIn === true ? "*" : ""} ${via} ${job} as ${boundTo}: ${decode(bytes, place.span)}`,
  );

/** Flows as `secret -> kind name: text`, with `!` where the masking no longer holds. */
export const ways = ({ bytes, flows }: ReadFile): string[] =>
  (flows?.flows ?? []).map(
    ({ reference, sink, masked }) =>
      `${reference.secret} -> ${sink.kind} ${sink.name}: ${decode(bytes, sink.place.span)}${masked ? "" : "!"}`,
  );

/** Jobs as `name [events] …`: `!` behind an event of strangers, then what else is known of them. */
export const jobs = ({ flows }: ReadFile): string[] =>
  (flows?.jobs ?? []).map(({ name, triggers, approved, anyBranch, environment, ownMachine }) => {
    const events = triggers.map(({ event, untrusted }) => `${event}${untrusted ? "!" : ""}`).join(" ");
    const facts = [approved && "approved", anyBranch && "any", environment?.name, ownMachine?.name];
    return [`${name} [${events}]`, ...facts.filter((fact) => typeof fact === "string")].join(" ");
  });
