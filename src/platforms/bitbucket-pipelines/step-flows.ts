import type { ToolInput } from "../../core/pipeline.ts";
import { placedText, type Scalar } from "../document/tree.ts";
import { type HandOver, noteHandOvers } from "../environment/hand-over.ts";
import { noteLiteral } from "../environment/note-literal.ts";
import { boundTo, carriedByText, carriedByVariable, type Reach } from "../environment/reach.ts";
import { readSection } from "../environment/script-flows.ts";
import { addFlows } from "../flow/collected.ts";
import type { Carried } from "../flow/scope.ts";
import type { ScriptReader } from "../flow/script-reader.ts";
import { readImage } from "../image/read-image.ts";
import { joinLines } from "../script/join-lines.ts";
import type { ScriptLanguage } from "../script/script.ts";
import type { BitbucketModel, Pipe, Step, Work } from "./model.ts";
import { readPipe, unaskedBy } from "./pipes.ts";

/** What the steps of one file share. */
export interface Following {
  readonly model: BitbucketModel;
  readonly reader: ScriptReader;
  readonly seenLiterals: Set<number>;
}

/** Reads the scripts and pipes of a step. Gives back the secrets that its own container reads. */
export function readWork(following: Following, reach: Reach, step: Step): Carried[] {
  const handOvers = handOversOf(following.model, step);
  noteHandOvers(reach.collected, reach.site.job, handOvers);
  for (const path of handOvers.flatMap(({ paths }) => paths)) carriedByText(reach, path);
  return [step.script, step.afterScript].flatMap((work) => {
    const lines = work.flatMap((one) => (one.kind === "line" ? [one.text] : []));
    for (const one of work) if (one.kind === "pipe") readPipeUse(following, reach, one, step);
    if (lines.length === 0) return [];
    return [...readSection(reach, following.reader, scriptOf(step, work, lines, handOvers))];
  });
}

/** The lines of a script run in one shell; pipes between them run elsewhere. */
function scriptOf(step: Step, work: readonly Work[], lines: readonly Scalar[], handOvers: readonly HandOver[]) {
  const goesOn = step.onFail?.value === "ignore" && work === step.script ? step.onFail : undefined;
  return {
    text: joinLines(lines),
    language: languageOf(step),
    handOvers,
    ...(goesOn !== undefined && { goesOn: { by: "job", place: goesOn.place } as const }),
  };
}

/** A runner on Windows runs PowerShell, all others a shell. */
const languageOf = ({ runsOn }: Step): ScriptLanguage =>
  runsOn.some(({ value }) => value === "windows") ? "pwsh" : "bash";

/** Artefacts go to later steps and to whoever may read the repository, caches of the file's own to later runs. */
function handOversOf({ caches }: BitbucketModel, { artifacts, caches: used }: Step): HandOver[] {
  const names = new Set(used.map(({ value }) => value));
  const cached = caches.filter(({ name }) => names.has(name.value));
  return [
    { kind: "artefact", paths: artifacts.paths, excluded: artifacts.ignored },
    ...cached.map(({ paths }): HandOver => ({ kind: "cache", paths, excluded: [] })),
  ];
}

/** A pipe is a container of its own, which gets what it is given and nothing else of the environment. */
function readPipeUse({ seenLiterals }: Following, outer: Reach, pipe: Pipe, { oidc }: Step): void {
  const { source, variables } = pipe;
  const reference = readPipe(source.value);
  const reach: Reach = { ...outer, site: { ...outer.site, step: source.value } };
  const { collected, site } = reach;
  const given = variables.flatMap(({ name, values }) =>
    values.flatMap((value) => {
      noteLiteral(collected, site, name.value, value, "input", seenLiterals);
      return carriedByText(boundTo(reach, name.value), value, "input");
    }),
  );
  const unasked = unaskedBy(reference, pipe, oidc?.value === "true").flatMap((variable) => [
    ...carriedByVariable(boundTo(reach, variable), variable, source.place, "input"),
  ]);
  const carried = [...given, ...unasked];
  const { name, version, isImage, trusted } = reference;
  addFlows(collected, carried, { kind: "action", name, place: source.place, pinned: false, trusted });
  const where = { place: source.place, ...(site.job !== undefined && { job: site.job }) };
  collected.tools.push({ name, version, ...where, step: source.value, inputs: inputsOf(pipe) });
  if (!isImage) return;
  const image = readImage(source.value.trim().slice("docker://".length));
  const secrets = carried.map((one) => one.reference);
  collected.images.push({
    name: image.name,
    version: image.version,
    pinned: image.pinned,
    ...where,
    runsJob: false,
    secrets,
  });
}

const inputsOf = ({ variables }: Pipe): ToolInput[] =>
  variables.flatMap(({ name, values: [value, ...others] }) =>
    value === undefined || others.length > 0 ? [] : [{ name: name.value, place: value.place, ...placedText(value) }],
  );
