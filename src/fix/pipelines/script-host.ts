import { asMapping, asScalar, entryOf, scalarsIn } from "../../platforms/document/access.ts";
import type { DocumentNode, Mapping, Scalar } from "../../platforms/document/tree.ts";
import { entryWith } from "../yaml/list-item.ts";
import type { Frame, YamlText } from "../yaml/yaml-text.ts";

/** The step that holds a script: its map, the key of the script, that of its variables, and the shell that reads it. */
export interface ScriptHost {
  readonly owner: Mapping;
  readonly script: Scalar;
  readonly scriptKey: string;
  readonly variablesKey: string;
  readonly shell: "posix" | "powershell" | "unknown";
}

/** By platform the keys of scripts, with the shell that each speaks of, and the key of a step's variables. */
const PLATFORMS: Readonly<
  Record<
    string,
    { readonly scripts: Readonly<Record<string, ScriptHost["shell"] | "by-system">>; readonly variables: string }
  >
> = {
  "github-actions": { scripts: { run: "by-system" }, variables: "env" },
  "azure-pipelines": {
    scripts: { bash: "posix", pwsh: "powershell", powershell: "powershell", script: "by-system" },
    variables: "env",
  },
  circleci: { scripts: { command: "posix" }, variables: "environment" },
};

/** The step around a place of a script; undefined where the platform has no steps with variables of their own. */
export function scriptHost(yaml: YamlText, platform: string, offset: number): ScriptHost | undefined {
  const known = PLATFORMS[platform];
  const frames = yaml.pathTo(offset);
  const frame = known === undefined ? undefined : entryWith(frames, Object.keys(known.scripts));
  const script = asScalar(frame?.entry.value);
  if (known === undefined || frame === undefined || script === undefined) return undefined;
  const scriptKey = frame.entry.key.value;
  const says = known.scripts[scriptKey] ?? "unknown";
  const shell = says === "by-system" ? shellBySystem(yaml, frames, frame.map, platform) : says;
  return { owner: frame.map, script, scriptKey, variablesKey: known.variables, shell };
}

const POSIX = /^(?:bash|sh|dash|zsh)(?:\s|$)/;

const POWERSHELL = /^(?:pwsh|powershell)(?:\s|$)/;

/** The shell that a step names, or that its job or file sets, or that the system has by itself. */
function shellBySystem(yaml: YamlText, frames: readonly Frame[], step: Mapping, platform: string): ScriptHost["shell"] {
  const maps = frames.flatMap((frame) => ("map" in frame ? [frame.map] : []));
  const set = asScalar(entryOf(step, "shell")?.value) ?? maps.toReversed().flatMap(defaultShell)[0];
  if (set !== undefined) return POSIX.test(set.value) ? "posix" : POWERSHELL.test(set.value) ? "powershell" : "unknown";
  const machines = maps.toReversed().flatMap((map) => machineOf(map, platform))[0];
  if (machines === undefined) return platform === "azure-pipelines" ? "posix" : "unknown";
  const names = [machines, ...(/\$/.test(machines) ? scalarsIn(yaml.root).map(({ value }) => value) : [])];
  return names.some((name) => /windows|win-|vs20\d\d/i.test(name)) ? "unknown" : "posix";
}

function defaultShell(map: Mapping): Scalar[] {
  const shell = asScalar(
    entryOf(asMapping(entryOf(asMapping(entryOf(map, "defaults")?.value), "run")?.value), "shell")?.value,
  );
  return shell === undefined ? [] : [shell];
}

/** What a map says of the machine that its steps run on. */
function machineOf(map: Mapping, platform: string): string[] {
  const node: DocumentNode | undefined = entryOf(map, platform === "azure-pipelines" ? "pool" : "runs-on")?.value;
  return node === undefined
    ? []
    : [
        scalarsIn(node)
          .map(({ value }) => value)
          .join(" "),
      ];
}
