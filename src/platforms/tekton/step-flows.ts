import type { Place } from "../../core/span.ts";
import { addFlows } from "../flow/collected.ts";
import { followRun, type ScriptBudget } from "../flow/follow-run.ts";
import { arriving } from "../flow/reach.ts";
import { type Carried, everything, type Held, through } from "../flow/scope.ts";
import { readImage } from "../image/read-image.ts";
import { fillingsIn } from "./fillings.ts";
import { type Frame, filledIn } from "./frames.ts";
import { noteLiteral } from "./literals.ts";
import type { Environment, EnvVar, Step, Volume } from "./model.ts";
import { carriedByFilling, carriedByText } from "./param-flows.ts";
import { RESULT, scriptOf } from "./scripts.ts";
import { secretUses } from "./secret-uses.ts";
import type { TektonReach } from "./tekton-reach.ts";

/** What the containers of a task share. */
export interface Task {
  readonly frame: Frame;
  readonly volumes: readonly Volume[];
  readonly budget: ScriptBudget;
  /** What the environment of every step holds. */
  readonly shared: Held;
  /** Where the pipeline is told to go on when the task fails. */
  readonly goesOn?: Place;
}

/** Reads a step or a sidecar: what comes in, and where it goes. */
export function readContainer(bare: TektonReach, task: Task, step: Step, isStep: boolean): void {
  const { frame, volumes } = task;
  const { collected, site } = bare;
  const held = environmentOf(bare, step, frame);
  const scope = isStep ? [held, task.shared] : [held];
  const takesWhole = scope.some((level) => level.has("*"));
  const reach: TektonReach = { ...bare, scope, isSetElsewhere: (name) => takesWhole && isVariable(name) };
  const mounted = step.mounts.flatMap(({ volume, path }) =>
    volumes
      .filter(({ name }) => name.value === volume.value)
      .flatMap(({ secrets }) => secrets)
      .flatMap((secret) => secretUses({ secret }, frame, path?.value ?? volume.value))
      .map((use) => arriving(reach, { ...use, via: "mount" })),
  );
  const read = readScript(reach, task, step);
  if (step.image === undefined) return;
  const present = distinct([...everything(reach.scope), ...mounted, ...read]);
  const { name, version, pinned, trusted } = readImage(filledIn(step.image.value, frame));
  const { place } = step.image;
  addFlows(collected, present, { kind: "image", name, place, pinned, trusted });
  const where = { place, ...(site.job !== undefined && { job: site.job }) };
  const secrets = present.map(({ reference }) => reference);
  collected.images.push({ name, version, pinned, ...where, runsJob: isStep, secrets });
}

/** Names that the secrets of a whole `envFrom` may bring; the shell's own and the script's are none. */
const isVariable = (name: string): boolean =>
  /^[A-Z][A-Z0-9_]{2,}$/.test(name) &&
  !/^(?:HOME|PATH|PWD|USER|HOSTNAME|SHELL|TERM|LANG|RANDOM|UID|IFS|OPTARG|OPTIND|SECONDS|LINENO|BASH\w*)$/.test(name);

const distinct = (carried: readonly Carried[]): Carried[] => [
  ...new Map(carried.map((secret) => [secret.reference, secret])).values(),
];

/** What each variable of a container holds; a value may name those in front of it. */
export function environmentOf(reach: TektonReach, { env, envFrom }: Environment, frame: Frame): Held {
  const { collected, site } = reach;
  for (const { name, value } of env) {
    if (value !== undefined) noteLiteral(collected, name.value, value, "env", site.job, site.step);
  }
  const held = new Map<string, readonly Carried[]>();
  const whole = envFrom
    .flatMap((secret) => secretUses({ secret }, frame, undefined))
    .map((use) => arriving(reach, { ...use, via: "env" }));
  if (whole.length > 0) held.set("*", whole);
  for (const one of env) held.set(one.name.value, heldBy(reach, one, frame, held));
  return held;
}

function heldBy(reach: TektonReach, { name, value, secret }: EnvVar, frame: Frame, before: Held): readonly Carried[] {
  if (secret !== undefined)
    return secretUses(secret, frame, name.value).map((use) => arriving(reach, { ...use, via: "env" }));
  if (value === undefined) return [];
  const bound: TektonReach = { ...reach, site: { ...reach.site, boundTo: name.value } };
  const others = Array.from(value.value.matchAll(VARIABLE)).flatMap(
    ({ groups }) => before.get(groups?.["name"] ?? "") ?? [],
  );
  return through([...others, ...carriedByText(bound, value, frame, "env")], value.place);
}

/** A variable as Kubernetes fills it into values and arguments. */
const VARIABLE = /\$\((?<name>[A-Za-z_]\w*)\)/g;

/** Follows the script, or the command with its arguments. Gives back the secrets that it reads. */
function readScript(reach: TektonReach, { frame, budget, goesOn }: Task, step: Step): readonly Carried[] {
  const script = scriptOf(step, frame);
  if (script === undefined) return [];
  const continues = step.onError?.value === "continue" ? step.onError.place : undefined;
  const cause = continues ?? goesOn;
  return followRun(reach, budget, {
    text: script.text,
    language: script.language,
    dialect: { files: new Map(), commands: [] },
    holes: fillingsIn(script.text.value),
    carriedByHole: (text, place) =>
      fillingsIn(text).flatMap((one) => carriedByFilling(reach, one, place, frame, "script")),
    kindsOfFile: (name) => [RESULT.test(name) ? "output" : "file"],
    ...(cause !== undefined && { goesOn: { by: continues === undefined ? "job" : "step", place: cause } }),
    ...(script.traced !== undefined && { traced: script.traced }),
  });
}
