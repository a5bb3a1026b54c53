import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { commandsWithin } from "../flow/commands-within.ts";
import type { Job, Step } from "./model.ts";
import { readUses } from "./uses.ts";

/** A step that takes files from the run that its workflow follows. */
export interface RunArtefact {
  readonly step: Step;
  readonly place: Place;
  /** Where they are put, from the workspace; empty for the workspace itself, undefined where nobody can tell. */
  readonly folder?: string;
}

/** The steps of a job that take such files. */
export function runArtefacts(job: Job, flows: PipelineFlows): RunArtefact[] {
  return job.steps.flatMap((step) => {
    const found = step.uses === undefined ? byCommand(step, flows) : byAction(step, step.uses);
    return found === undefined ? [] : [{ step, ...found }];
  });
}

type Found = Omit<RunArtefact, "step">;

const FOLLOWED = /workflow_run/i;

function byAction(step: Step, uses: Scalar): Found | undefined {
  const { name } = readUses(uses.value);
  const input = (...names: readonly string[]): Scalar | undefined =>
    step.with.entries.find((entry) => names.includes(entry.name.value.toLowerCase()))?.value;
  if (/^actions\/download-artifact$/i.test(name) || /\/[\w-]*download-(?:workflow-)?artifact$/i.test(name)) {
    const run = input("run-id", "run_id");
    // Without a run GitHub's own action takes from the run that it is in.
    if (run === undefined ? /^actions\//i.test(name) : !FOLLOWED.test(run.value)) return undefined;
    return { place: (run ?? uses).place, ...folderOf(input("path")?.value ?? "") };
  }
  const script = /^actions\/github-script$/i.test(name) ? input("script") : undefined;
  const at = script?.value.search(/\bdownloadArtifact\b/) ?? -1;
  if (script === undefined || at === -1 || !FOLLOWED.test(script.value)) return undefined;
  return { place: placeWithin(script, at, at + "downloadArtifact".length), folder: "" };
}

function byCommand(step: Step, flows: PipelineFlows): Found | undefined {
  const command = commandsWithin(flows, step.place).find(
    ({ name, words }) => name === "gh" && words[0] === "run" && words[1] === "download",
  );
  if (command === undefined) return undefined;
  const follows = [step.run, ...step.env.entries.map(({ value }) => value)].some((text) =>
    FOLLOWED.test(text?.value ?? ""),
  );
  return follows ? { place: command.place, ...folderOf(folderAsked(command)) } : undefined;
}

function folderAsked({ words }: Command): string {
  const at = words.findIndex((word) => word === "-D" || word === "--dir");
  return at === -1 ? "" : (words[at + 1] ?? "");
}

/** A folder beside the workspace, or one that is computed, is none that can be told. */
function folderOf(path: string): Pick<RunArtefact, "folder"> {
  const plain = path
    .trim()
    .replace(/^\.\/+/, "")
    .replace(/\/+$/, "");
  if (plain === "" || plain === "." || /^\$\{\{\s*github\.workspace\s*\}\}$/.test(plain)) return { folder: "" };
  return /[$~]|^\//.test(plain) ? {} : { folder: plain };
}

/** Programs that run what the files of a project say. */
const RUN_PROJECTS = new Set(
  "npm npx pnpm yarn bun deno make cmake ninja gradle gradlew mvn mvnw ant sbt cargo go bundle rake gem composer pip pip3 pipx poetry uv tox nox pytest dotnet msbuild just task".split(
    " ",
  ),
);

/** Programs that run a file. */
const RUN_FILES = new Set([
  "bash",
  "sh",
  "zsh",
  "node",
  "python",
  "python3",
  "ruby",
  "perl",
  "php",
  "source",
  ".",
  "pwsh",
  "chmod",
]);

/** Whether a later step runs what was put into a folder of the workspace, or into the workspace itself. */
export function runsFrom(step: Step, folder: string, flows: PipelineFlows): boolean {
  if (folder === "" && step.uses !== undefined) return readUses(step.uses.value).kind === "local";
  const text = step.run?.value ?? "";
  const isInside = folder === "" || step.workingDirectory?.value.replace(/^\.\//, "").startsWith(folder) === true;
  let inside = isInside;
  return commandsWithin(flows, step.place).some((command) => {
    const { name, words } = command;
    const first = (words.find((word) => !word.startsWith("-")) ?? "").replace(/^\.\//, "");
    if (name === "cd") inside ||= first.startsWith(folder);
    if (RUN_PROJECTS.has(name)) return inside;
    if (RUN_FILES.has(name)) return folder === "" ? /[./]/.test(first) : first.startsWith(folder);
    return isRun(text, name, inside ? "" : folder);
  });
}

/** Whether a program is called by its path below a folder: `./build/deploy`. */
function isRun(text: string, name: string, folder: string): boolean {
  const path = (folder === "" ? "" : `${folder}/`) + name;
  return [`./${path}`, ...(folder === "" ? [] : [path])].some((call) => {
    const at = text.indexOf(call);
    return at !== -1 && /(?:^|[\s;&|(])$/.test(text.slice(0, at));
  });
}

/** Whether a step hands what stands in files on to later ones, as its outputs. */
export const readsFiles = ({ run, id }: Step): boolean =>
  id !== undefined &&
  run !== undefined &&
  /GITHUB_OUTPUT|set-output/.test(run.value) &&
  /\bcat\s|\$\(\s*<|\bjq\b[^|\n]*\.json/.test(run.value);
