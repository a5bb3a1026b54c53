import type { Flow, Sink } from "../../core/pipeline.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { addFlows } from "../flow/collected.ts";
import { followShell, type ShellHole } from "../flow/follow-shell.ts";
import { isAmong } from "../flow/is-among.ts";
import type { Carried } from "../flow/scope.ts";
import type { ScriptReader } from "../flow/script-reader.ts";
import { isSecretName } from "../flow/secret-names.ts";
import { languageOfJob } from "../gitlab-ci/script-lines.ts";
import { readImage } from "../image/read-image.ts";
import type { RunnerDialect, TextRange } from "../script/script.ts";
import { type UploadedScript, uploadedScript } from "./interpolation.ts";
import type { BuildkiteModel, CommandStep } from "./model.ts";
import { carriedByVariable, type Reach } from "./reach.ts";

/** The agent takes no commands from a script's output. */
export const RUNNER: RunnerDialect = { files: new Map(), commands: [] };

/** Follows the commands of a step. Gives back the secrets that they read. */
export function readCommands(
  reach: Reach,
  reader: ScriptReader,
  model: BuildkiteModel,
  step: CommandStep,
): readonly Carried[] {
  const { collected, site, scope } = reach;
  const ofStep = new Set(
    [...step.env, ...step.secrets.map(({ variable }) => ({ name: variable }))].map(({ name }) => name.value),
  );
  const isOfShell = (name: string): boolean =>
    ofStep.has(name) || scope[0]?.has(name) === true || isBoundBySecrets(model, name);
  const script = uploadedScript(step.commands, isOfShell);
  const [flowsBefore, commandsBefore] = [collected.flows.length, collected.commands.length];
  const { softFail } = step;
  const tags = [...step.agents, ...model.agents].map(({ value }) => value);
  const read = followShell(
    { collected, site, reader },
    {
      text: script.text,
      language: languageOfJob(
        { tags, ...(step.image !== undefined && { image: { name: step.image, entrypoint: [] } }) },
        script.text.value,
      ),
      holes: holesOf(reach, script),
      scope,
      readVariable: (name, place) => carriedByVariable(reach, name, place, "script"),
      mayHold: (word) => isSecretName(word.toUpperCase()),
      sinksOf: (sink) => sinksOf(step, sink),
      ...(softFail !== undefined && { goesOn: { by: "job" as const, place: softFail.place } }),
    },
  );
  noteAgentSinks(reach, flowsBefore, commandsBefore);
  return read;
}

const isBoundBySecrets = ({ secrets }: BuildkiteModel, name: string): boolean =>
  secrets.some(({ variable }) => variable.value === name);

/** What the upload fills in, and what the agent's own store gives; fallbacks are noted on the way. */
function holesOf(reach: Reach, { text, filled }: UploadedScript): ShellHole[] {
  const uploads = filled.map(({ start, end, name, place, fallback }): ShellHole => {
    const carried = carriedByVariable(reach, name, place, "expression");
    if (fallback !== undefined) {
      const [reference] = carried.map((one) => one.reference);
      reach.collected.fallbacks.push({ name, ...(reference && { reference }), ...fallback });
    }
    return { start, end, carried };
  });
  const fetches = fetchesIn(text.value).flatMap(({ secret, variable, start, end, name }): ShellHole[] => {
    const parts = {
      place: text.placeOf(name.start, name.end),
      via: "script",
      ...(variable !== undefined && { boundTo: variable }),
    } as const;
    const reference = reach.note(reach.site, secret, parts);
    return start === undefined || end === undefined
      ? []
      : [{ start, end, carried: [{ reference, path: [], masked: true }], isCommand: true }];
  });
  const holes = [...uploads, ...fetches].sort((a, b) => a.start - b.start);
  return holes.filter((hole, index) => index === 0 || hole.start >= (holes[index - 1]?.end ?? 0));
}

interface Fetch {
  readonly secret: string;
  readonly name: TextRange;
  readonly variable?: string;
  /** The whole substitution, where nothing but this command is in it. */
  readonly start?: number;
  readonly end?: number;
}

const FETCH =
  /(?:(?<variable>[A-Za-z_]\w*)=["']?)?(?<open>\$\([ \t]*)?buildkite-agent[ \t]+secret[ \t]+get[ \t]+["']?(?<secret>[A-Za-z_][\w-]*)["']?(?<close>[ \t]*\))?/dg;

/** Secrets that a script fetches from the store of Buildkite's clusters. */
function fetchesIn(text: string): Fetch[] {
  return Array.from(text.matchAll(FETCH), ({ groups, indices }) => {
    const [from = 0, to = 0] = indices?.groups?.["secret"] ?? [];
    const [start] = indices?.groups?.["open"] ?? [];
    const [, end] = indices?.groups?.["close"] ?? [];
    const { secret = "", variable } = groups ?? {};
    return {
      secret,
      name: { start: from, end: to },
      ...(variable !== undefined && { variable }),
      ...(start !== undefined && end !== undefined && { start, end }),
    };
  });
}

/** A file that the step hands on is more than a file. */
function sinksOf({ artifactPaths, cachePaths }: CommandStep, sink: Sink): Sink[] {
  if (sink.kind !== "file") return [sink];
  const among = (paths: readonly Scalar[]): boolean =>
    isAmong(
      sink.name,
      paths.map(({ value }) => value),
      ROOT,
    );
  const kinds = [among(artifactPaths) ? ["artefact" as const] : [], among(cachePaths) ? ["cache" as const] : []].flat();
  return [sink, ...kinds.map((kind): Sink => ({ ...sink, kind }))];
}

const ROOT = /^\$\{?(?:BUILDKITE_BUILD_CHECKOUT_PATH|PWD)\}?\//;

/** Commands of the agent that show what they are given to all who see the build. */
const SHOWING = [
  { words: /^meta-data set /, kind: "output", name: "buildkite-agent meta-data" },
  { words: /^annotate /, kind: "log", name: "buildkite-agent annotate" },
] as const;

function noteAgentSinks({ collected }: Reach, flowsBefore: number, commandsBefore: number): void {
  const own = collected.commands.slice(commandsBefore).filter(({ name }) => name === "buildkite-agent");
  if (own.length === 0) return;
  const given = collected.flows
    .slice(flowsBefore)
    .filter(({ sink }) => sink.kind === "argv" && sink.name === "buildkite-agent");
  for (const flow of given) {
    const command = own.find(({ place }) => isWithin(flow, place.span));
    const words = command?.words.filter((word) => !word.startsWith("-")).join(" ") ?? "";
    const shown = SHOWING.find((one) => one.words.test(words));
    if (shown === undefined) continue;
    const { reference, path, masked, sink } = flow;
    addFlows(collected, [{ reference, path, masked }], { kind: shown.kind, name: shown.name, place: sink.place });
  }
}

const isWithin = ({ sink: { place } }: Flow, { start, end }: TextRange): boolean =>
  start <= place.span.start && place.span.end <= end;

/** The image of a step, and what runs in it gets hold of. */
export function noteImage(
  { collected, site }: Reach,
  scalar: Scalar,
  present: readonly Carried[],
  runsJob: boolean,
): void {
  const { name, version, pinned, trusted } = readImage(scalar.value);
  const place = placeWithin(scalar, 0, scalar.value.length);
  addFlows(collected, present, { kind: "image", name, place, pinned, trusted });
  const secrets = [...new Set(present.map(({ reference }) => reference))];
  collected.images.push({
    name,
    version,
    pinned,
    place,
    ...(site.job !== undefined && { job: site.job }),
    runsJob,
    secrets,
  });
}
