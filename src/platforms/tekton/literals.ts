import type { Literal, Parameter } from "../../core/pipeline.ts";
import { placedText, type Scalar } from "../document/tree.ts";
import type { Collected } from "../flow/collected.ts";
import { fillingsIn, isComputed } from "./fillings.ts";
import type { ParamSpec, Resource, Step } from "./model.ts";

/** Notes a value that is written out; one that is filled in from elsewhere is none. */
export function noteLiteral(
  { literals }: Pick<Collected, "literals">,
  name: string,
  value: Scalar,
  via: Literal["via"],
  job: string | undefined,
  step?: string,
): void {
  if (value.value === "" || isComputed(value.value)) return;
  const where = { ...(job !== undefined && { job }), ...(step !== undefined && { step }) };
  literals.push({ name, place: value.place, ...placedText(value), via, ...where });
}

/** Names of parameters that tell which secret to take, and hold none. */
const NAMES_SECRET = /(?:secrets?|credentials?|creds|(?:secret|token|password)[-_.]?(?:key|ref))$/i;

/** Notes what a resource is given when it starts. */
export function noteParameters({ parameters }: Collected, resource: Resource): void {
  const { task, pipeline } = resource;
  const inline = resource.kind.endsWith("Run") ? [...(task?.params ?? []), ...(pipeline?.params ?? [])] : [];
  const embedded = (pipeline?.tasks ?? []).flatMap(({ spec }) => spec?.params ?? []);
  const choosing = namesOfSecrets(resource);
  const read = paramsRead(resource);
  for (const spec of [...resource.params, ...inline, ...embedded]) parameters.push(parameterOf(spec, choosing, read));
}

function parameterOf(
  { name, takesText, default: value }: ParamSpec,
  choosing: ReadonlySet<string>,
  read: ReadonlySet<string>,
): Parameter {
  const isName = choosing.has(name.value) || NAMES_SECRET.test(name.value);
  const written = value === undefined || value.value === "" || isComputed(value.value) || isName ? undefined : value;
  return {
    name: name.value,
    place: name.place,
    by: "caller",
    // What nobody reads is there for old callers.
    takesText: takesText && !isName && read.has(name.value),
    ...(written !== undefined && {
      default: { name: name.value, place: written.place, ...placedText(written), via: "input" },
    }),
  };
}

/** What a parameter of another task is called that takes the name of a secret or of its key. */
const TAKES_NAME = /(?:name|key|ref|secret)s?$/i;

const paramsIn = (texts: readonly Scalar[]): string[] =>
  texts.flatMap(({ value }) => fillingsIn(value)).flatMap(({ kind, name }) => (kind === "param" ? [name] : []));

/** Parameters that the resource reads anywhere; those of a trigger's template are read by what it makes. */
function paramsRead({ kind, task, pipeline, params, given }: Resource): ReadonlySet<string> {
  if (kind === "TriggerTemplate") return new Set(params.map(({ name }) => name.value));
  const tasks = [task ?? [], (pipeline?.tasks ?? []).flatMap(({ spec }) => spec ?? [])].flat();
  const texts = tasks.flatMap(({ steps, sidecars, shared }) => [
    ...[...steps, ...sidecars].flatMap(({ script, command, args, env, given: own }) => [
      ...[script ?? [], command, args].flat(),
      ...env.flatMap(({ value }) => value ?? []),
      ...own.map(({ value }) => value),
    ]),
    ...shared.env.flatMap(({ value }) => value ?? []),
  ]);
  const handed = [...given, ...(pipeline?.tasks ?? []).flatMap((one) => one.given)].map(({ value }) => value);
  return new Set(paramsIn([...texts, ...handed]));
}

/** Parameters that stand where the name of a secret or of its key is asked for. */
function namesOfSecrets({ task, pipeline, secrets }: Resource): ReadonlySet<string> {
  const tasks = [task ?? [], (pipeline?.tasks ?? []).flatMap(({ spec }) => spec ?? [])].flat();
  const steps: readonly Step[] = tasks.flatMap((one) => [...one.steps, ...one.sidecars]);
  const names = [
    ...secrets.flatMap(({ secret, key }) => [secret, key ?? []].flat()),
    ...tasks.flatMap(({ volumes }) => volumes.flatMap((volume) => volume.secrets)),
    ...steps.flatMap(({ env, envFrom }) => [
      ...envFrom,
      ...env.flatMap(({ secret }) => (secret === undefined ? [] : [secret.secret, secret.key ?? []].flat())),
    ]),
  ];
  const handed = (pipeline?.tasks ?? []).flatMap(({ given }) => given);
  const choices = handed.filter(({ name }) => TAKES_NAME.test(name.value)).map(({ value }) => value);
  return new Set(paramsIn([...names, ...choices]));
}
