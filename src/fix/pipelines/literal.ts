import type { Edit } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";
import { entryOf } from "../../platforms/document/access.ts";
import { mendCode } from "../code/code-literal.ts";
import { type Attempt, type PipelineScene, pipelineFix } from "../contract.ts";
import { edit } from "../edit.ts";
import { envName, githubSecretName } from "../env-name.ts";
import { isJenkins } from "../jenkins/groovy-path.ts";
import { onJenkins } from "../jenkins/literal-jenkins.ts";
import { removeWith } from "../yaml/add-entry.ts";
import { entryWith, lastEntry } from "../yaml/list-item.ts";
import type { Frame, YamlText } from "../yaml/yaml-text.ts";
import { onBuildkite } from "./literal-buildkite.ts";
import { onCloudBuild, onCodeBuild } from "./literal-clouds.ts";
import { onScript } from "./literal-script.ts";
import { onTekton } from "./literal-tekton.ts";
import {
  isPassword,
  isTaken,
  keysOf,
  made,
  NO_NAME,
  NOT_IN_LINES,
  nameOf,
  replaced,
  TWO_VALUES,
  type Written,
} from "./written-value.ts";

/** Why a value stays that only the platform's own service can encrypt. */
const WITHOUT_SERVICE: Readonly<Record<string, string>> = {
  appveyor:
    'only AppVeyor can encrypt it: make a `secure:` of the new value on the page "Encrypt YAML" of the account, or set it in the settings of the project',
  travis:
    "only Travis CI can encrypt it: run `travis encrypt NAME=…` with the new value and write what it prints as `secure:`, or set it in the settings of the repository",
};

/** Puts the platform's own reference where a value is written out. */
export const literalReference = pipelineFix({
  rules: [
    "plaintext/plaintext-connection-string",
    "plaintext/plaintext-env",
    "plaintext/plaintext-registry-auth",
    "plaintext/plaintext-with-input",
  ],
  platforms: [
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "compose",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "woodpecker",
  ],
  notOn: WITHOUT_SERVICE,
  does: "Puts a reference to a secret of the platform in place of the value, or takes the variable away where the platform sets it by itself.",
  mend: (scene) => mendLiteral(scene, scene.match.secret?.span ?? scene.match.place.span, "plaintext/value"),
});

/** The same for any rule that found the value. */
export function mendLiteral(scene: PipelineScene, { start, end }: Span, rule: string): Attempt {
  const { yaml, flows } = scene;
  const without = WITHOUT_SERVICE[flows.platform];
  if (without !== undefined) return { refused: without };
  if (flows.platform === "compose") return onCompose(scene, { start, end });
  if (flows.platform === "cloud-build") return onCloudBuild(scene, { start, end });
  if (isJenkins(scene.model)) return onJenkins(scene, scene.model, { start, end }, rule);
  const ofScript = onScript(scene, { start, end }, rule);
  if (ofScript !== undefined) return ofScript;
  const frames = yaml.pathTo(start);
  const frame = lastEntry(frames);
  const scalar = frame?.entry.value;
  if (frame === undefined || frame.isKey || scalar?.kind !== "scalar" || !yaml.isAtHome(frame.map))
    return { refused: "the value is no value of a key" };
  if (standsElsewhere(yaml, frame.entry.key.value, { start, end }))
    return { refused: "the same value stands under another name in the file, and both have to stay the same" };
  const written: Written = { yaml, frames, map: frame.map, entry: frame.entry, scalar, start, end, scene };
  if (!isPassword(written)) return { refused: "only a part of the text is the value" };
  switch (flows.platform) {
    case "github-actions":
      return onGithub(written);
    case "gitlab-ci":
      return onGitlab(written);
    case "azure-pipelines":
      return onAzure(written);
    case "bitbucket-pipelines":
      return onBitbucket(written);
    case "buildkite":
      return onBuildkite(written);
    case "circleci":
      return onCircle(written);
    case "codebuild":
      return onCodeBuild(written);
    case "tekton":
      return onTekton(written);
    case "drone":
    case "woodpecker":
      return onContainerSteps(written);
    default:
      return { refused: "what the platform takes in its place is not known" };
  }
}

function uniqueName(written: Written): string | undefined {
  const wanted = envName(nameOf(written));
  return wanted === undefined ? undefined : written.scene.unique(wanted);
}

/** A database's password is mostly written twice: for the service, and for what connects to it. */
function standsElsewhere(yaml: YamlText, name: string, { start, end }: Span): boolean {
  const value = yaml.text.slice(start, end);
  for (let at = yaml.text.indexOf(value); at !== -1; at = yaml.text.indexOf(value, at + value.length)) {
    if (at !== start && lastEntry(yaml.pathTo(at))?.entry.key.value !== name) return true;
  }
  return false;
}

function onGithub(written: Written): Attempt {
  const { yaml, frames, entry, scene } = written;
  const keys = keysOf(frames);
  if (entryOf(yaml.root, "runs") !== undefined)
    return { refused: "an action has no secrets of its own; make it an input, and let the workflow hand it over" };
  if (keys.includes("on") || keys.includes("inputs")) return { refused: "a default cannot be a secret; take it away" };
  if (entry.key.value === "run") return { refused: "the value stands in a script; take it from a variable there" };
  if (keys[0] === "jobs" && keys[2] === "with")
    return { refused: "a called workflow takes secrets under `secrets`, not `with`" };
  const wanted = githubSecretName(nameOf(written));
  if (wanted === undefined) return NO_NAME;
  const name = scene.unique(wanted);
  const edited = replaced(written, `\${{ secrets.${name} }}`);
  return edited === undefined ? NOT_IN_LINES : made(name, [edited], "the secrets of the repository");
}

function onGitlab(written: Written): Attempt {
  const { yaml, frames, start, scene } = written;
  const keys = keysOf(frames);
  const at = keys.lastIndexOf("variables");
  if (at !== -1 && keys[at + 1] !== undefined) {
    const name = keys[at + 1] ?? "";
    const job = entryWith(frames, ["variables"])?.map;
    if (entryOf(job, "trigger") !== undefined)
      return { refused: "the pipeline that is triggered gets no variables but those that stand here" };
    if (isTaken(name, scene)) return TWO_VALUES;
    const removed = removeWith(yaml, start, "variables");
    return removed === undefined
      ? NOT_IN_LINES
      : made(name, [removed], "the variables of the project, which come by themselves");
  }
  if (keys.includes("script") || keys.includes("before_script") || keys.includes("after_script"))
    return { refused: "the value stands in a script; take it from a variable there" };
  if (!keys.includes("inputs")) return { refused: "what may stand in its place is not known" };
  const name = uniqueName(written);
  if (name === undefined) return NO_NAME;
  const edited = replaced(written, `$${name}`);
  return edited === undefined ? NOT_IN_LINES : made(name, [edited], "the variables of the project");
}

function onAzure(written: Written): Attempt {
  const { yaml, frames, scene, start } = written;
  const keys = keysOf(frames);
  if (keys.includes("parameters")) return { refused: "a default cannot be a secret; take it away" };
  if (/^(?:script|bash|pwsh|powershell|inlineScript)$/.test(keys.at(-1) ?? ""))
    return { refused: "the value stands in a script; take it from a variable there" };
  if (keys.includes("variables")) {
    const name = azureVariable(written);
    if (name === undefined) return { refused: "the variable is written in a way that it cannot be taken out of" };
    if (isTaken(name, scene)) return TWO_VALUES;
    // A secret variable is in no script's environment unless the step puts it there.
    const inEnvironment = new RegExp(
      String.raw`\$\{?(?:env:)?${name.toUpperCase().replace(/\W/g, "_")}\b|%${name}%`,
      "i",
    );
    const reader = scene.flows.scripts.find(({ text }) => inEnvironment.test(text.value));
    if (reader !== undefined)
      return {
        refused: `a script reads ${name} from its environment, where a secret variable does not come by itself; map it under \`env\``,
      };
    const removed = removedVariable(yaml, start);
    return removed === undefined ? NOT_IN_LINES : made(name, [removed], "the secret variables of the pipeline");
  }
  const name = uniqueName(written);
  if (name === undefined) return NO_NAME;
  const edited = replaced(written, `$(${name})`);
  return edited === undefined ? NOT_IN_LINES : made(name, [edited], "the secret variables of the pipeline");
}

/** `NAME: value`, or an item `- name: NAME` with its `value`. */
function azureVariable({ map, entry }: Written): string | undefined {
  const named = entryOf(map, "name")?.value;
  if (entry.key.value !== "value" || named === undefined) return entry.key.value;
  return named.kind === "scalar" ? named.value : undefined;
}

function removedVariable(yaml: YamlText, offset: number): Edit | undefined {
  const frames = yaml.pathTo(offset);
  const list = frames.findLast((frame) => "items" in frame);
  if (list === undefined || !("items" in list)) return removeWith(yaml, offset, "variables");
  if (list.items.length < 2) return removeWithHolder(yaml, frames);
  const start = yaml.text.lastIndexOf("-", list.item.place.span.start);
  const last = list.item.kind === "map" ? list.item.entries.at(-1) : undefined;
  if (last === undefined || yaml.text.slice(yaml.lineStart(start), start).trim() !== "") return undefined;
  return edit(yaml.unit, yaml.lineStart(start), yaml.entryEnd(last), "");
}

function removeWithHolder(yaml: YamlText, frames: readonly Frame[]): Edit | undefined {
  const holder = frames.findLast((frame) => "map" in frame && frame.entry.key.value === "variables");
  return holder !== undefined && "map" in holder ? yaml.removeEntry(holder.map, holder.entry) : undefined;
}

function onCircle(written: Written): Attempt {
  const { yaml, frames, start, scene } = written;
  const keys = keysOf(frames);
  if (keys.at(-2) === "environment" && frames.at(-1) !== undefined && "map" in (frames.at(-1) as Frame)) {
    const name = keys.at(-1) ?? "";
    if (isOfService(frames)) return { refused: "the image of a service has no variables but those that stand here" };
    if (isTaken(name, scene)) return TWO_VALUES;
    const removed = removeWith(yaml, start, "environment");
    return removed === undefined
      ? NOT_IN_LINES
      : made(name, [removed], "a context or the project's variables, which come by themselves");
  }
  if (keys.at(-2) !== "auth" && keys.at(-2) !== "aws_auth")
    return { refused: "what may stand in its place is not known" };
  const wanted = envName(keys.at(-2) === "auth" ? `DOCKER_${keys.at(-1) ?? ""}` : (keys.at(-1) ?? ""));
  if (wanted === undefined) return NO_NAME;
  const name = scene.unique(wanted);
  const edited = replaced(written, `$${name}`);
  return edited === undefined ? NOT_IN_LINES : made(name, [edited], "a context or the project's variables");
}

/** Whether a place is in an image beside the first one of a job, in which the steps run. */
const isOfService = (frames: readonly Frame[]): boolean =>
  frames.some((frame, index) => {
    const holder = frames[index - 1];
    return (
      "items" in frame &&
      holder !== undefined &&
      "map" in holder &&
      holder.entry.key.value === "docker" &&
      frame.items.indexOf(frame.item) > 0
    );
  });

/** Compose fills in what the machine's environment or `.env` has, as programs ask for it. */
function onCompose({ yaml, unique }: PipelineScene, span: Span): Attempt {
  const bytes = Buffer.from(yaml.text, "latin1");
  return mendCode({ path: yaml.unit, bytes, span, rule: "plaintext/plaintext-env", unique });
}

function onBitbucket(written: Written): Attempt {
  const keys = keysOf(written.frames);
  if (/^(?:script|after-script)$/.test(keys.at(-1) ?? ""))
    return { refused: "the value stands in a script; take it from a variable there" };
  if (/^(?:default|allowed-values)$/.test(keys.at(-1) ?? ""))
    return { refused: "a default cannot be a secret; take it away" };
  const name = uniqueName(written);
  if (name === undefined) return NO_NAME;
  const edited = replaced(written, `$${name}`);
  return edited === undefined ? NOT_IN_LINES : made(name, [edited], "the secured variables of the repository");
}

/** Steps of Drone and Woodpecker take a secret in place of a whole value. */
function onContainerSteps(written: Written): Attempt {
  const { frames, scalar, start, end, yaml } = written;
  const keys = keysOf(frames);
  if (!/^(?:environment|settings)$/.test(keys.at(-2) ?? ""))
    return { refused: "a secret may stand in `environment` and `settings` only" };
  const { span } = scalar.place;
  if (start > span.start || end < span.end) return { refused: "a secret takes the place of a whole value only" };
  const name = uniqueName(written)?.toLowerCase();
  if (name === undefined) return NO_NAME;
  const quote = scalar.style === "single" || scalar.style === "double" ? 1 : 0;
  if (scalar.style !== "plain" && quote === 0) return NOT_IN_LINES;
  const edited = edit(yaml.unit, span.start - quote, span.end + quote, `{ from_secret: ${name} }`);
  return made(name, [edited], "the secrets of the repository");
}
