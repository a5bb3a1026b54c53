import type { PlacedText, Unheeded } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placedText } from "../document/tree.ts";
import { addFlows } from "../flow/collected.ts";
import { followRun, type ScriptBudget } from "../flow/follow-run.ts";
import type { Reach } from "../flow/reach.ts";
import { type Carried, everything, type Held } from "../flow/scope.ts";
import { isSecretName } from "../flow/secret-names.ts";
import { readImage } from "../image/read-image.ts";
import { argvText } from "../script/argv-text.ts";
import { startsTraced } from "../script/read-traces.ts";
import { languageOf, type ScriptLanguage } from "../script/script.ts";
import { readShebang } from "../script/shebang.ts";
import { environmentOf } from "./environment.ts";
import type { CloudBuildModel, Step } from "./model.ts";
import { asRun, carriedBySubstitution, filledIn, holesIn } from "./substitutions.ts";

/** Reads a step: what comes in, and where it goes. */
export function readStep(bare: Reach, model: CloudBuildModel, step: Step, shared: Held, budget: ScriptBudget): void {
  const isMapped = step.script !== undefined && (model.mapsSubstitutions || step.mapsSubstitutions);
  const reach: Reach = {
    ...bare,
    scope: [environmentOf(bare, model, step), shared],
    isSetElsewhere: (name) => isMapped && name.startsWith("_") && isSecretName(name) && !isGiven(model, name),
  };
  const read = readScript(reach, model, step, budget);
  if (step.name === undefined) return;
  const { collected, site } = reach;
  const { place } = step.name;
  const present = distinct([...everything(reach.scope), ...read]);
  const { name, version, pinned, trusted } = readImage(filledIn(step.name.value, model.substitutions));
  addFlows(collected, present, { kind: "image", name, place, pinned, trusted });
  const where = { place, ...(site.job !== undefined && { job: site.job }) };
  const secrets = present.map(({ reference }) => reference);
  collected.images.push({ name, version, pinned, ...where, runsJob: true, secrets });
}

const isGiven = ({ substitutions }: CloudBuildModel, name: string): boolean =>
  substitutions.some((one) => one.name === name && one.value.value !== "");

const distinct = (carried: readonly Carried[]): Carried[] => [
  ...new Map(carried.map((secret) => [secret.reference, secret])).values(),
];

interface StepScript {
  readonly text: PlacedText;
  readonly language: ScriptLanguage;
  readonly traced?: Place;
}

function readScript(reach: Reach, model: CloudBuildModel, step: Step, budget: ScriptBudget): readonly Carried[] {
  const script = scriptOf(step);
  if (script === undefined) return [];
  const { allowFailure } = step;
  const goesOn: Unheeded | undefined = allowFailure && { by: "step", place: allowFailure.place };
  const holes = step.script === undefined ? holesIn(script.text.value) : [];
  return followRun(reach, budget, {
    ...script,
    dialect: { files: new Map(), commands: [] },
    holes,
    carriedByHole: (text, place) =>
      holesIn(text).flatMap(({ name }) => carriedBySubstitution(reach, model, name, place, "script")),
    ...(goesOn !== undefined && { goesOn }),
  });
}

/** What a step runs: its script, the text that a shell is given, or the program of its image with its arguments. */
function scriptOf({ script, entrypoint, args, name }: Step): StepScript | undefined {
  if (script !== undefined) return ofScript(placedText(script));
  const words = [...(entrypoint === undefined ? [] : [entrypoint]), ...args];
  const [first] = words;
  if (first === undefined || args.length === 0) return undefined;
  const at = words.findIndex(({ value }) => /^-[a-z]*c$/.test(value));
  const inner = at > 0 ? words[at + 1] : undefined;
  const language = languageOf(first.value.replace(/^(python)[\d.]+$/, "$1"));
  if (language !== undefined && inner !== undefined) {
    const traced = startsTraced(
      words
        .slice(0, at + 1)
        .map(({ value }) => value)
        .join(" "),
    )
      ? words[at]?.place
      : undefined;
    return { text: asRun(placedText(inner)), language, ...(traced !== undefined && { traced }) };
  }
  const image = entrypoint === undefined ? programOf(name?.value ?? "") : undefined;
  const program: PlacedText[] = image === undefined ? [] : [{ value: image, placeOf: () => (name ?? first).place }];
  return { text: argvText([...program, ...words.map((word) => asRun(placedText(word)))]), language: "bash" };
}

function ofScript(text: PlacedText): StepScript | undefined {
  const shebang = readShebang(text.value);
  if (shebang === undefined) return { text, language: "bash" };
  if (shebang.language === undefined) return undefined;
  const traced = startsTraced(shebang.command) ? text.placeOf(0, shebang.end) : undefined;
  return { text, language: shebang.language, ...(traced !== undefined && { traced }) };
}

/** Images that start one program, whatever they are given: the builders of Google and of its users, and makers' own. */
const PROGRAM =
  /(?:cloud-builders\/|\$\{?PROJECT_ID\}?\/|^(?:docker\.io\/)?hashicorp\/|kaniko-project\/|^(?:docker\.io\/)?alpine\/(?=helm|git))(?<program>[\w.-]+)(?:[:@].*)?$/;

function programOf(image: string): string | undefined {
  const program = PROGRAM.exec(image)?.groups?.["program"];
  // The shells of these images take any command.
  return program === undefined || /^(?:cloud-sdk|bash|sh)$/.test(program) ? undefined : program;
}
