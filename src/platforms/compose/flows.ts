import type { PipelineFlows } from "../../core/pipeline.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { addFlows, type Collected, collectNothing } from "../flow/collected.ts";
import { type ScriptBudget, scriptBudget } from "../flow/follow-run.ts";
import { arriving, type Reach } from "../flow/reach.ts";
import { type Carried, everything, type Held, through } from "../flow/scope.ts";
import { isSecretName } from "../flow/secret-names.ts";
import { readImage } from "../image/read-image.ts";
import { interpolationsIn } from "./interpolation.ts";
import type { ComposeModel, FileVariable, Service, Variable } from "./model.ts";
import { readCommands, readHealthcheck } from "./script-flows.ts";
import { isThrowaway, type Throwaway, throwawayOf } from "./throwaway.ts";

const PLATFORM = "compose";

/** What the services of a file share. */
interface Following {
  readonly model: ComposeModel;
  readonly collected: Collected;
  readonly throwaway: Throwaway;
  readonly budget: ScriptBudget;
}

/** References, flows and literals of all services of a file. */
export function flows(model: ComposeModel): PipelineFlows {
  const collected = collectNothing();
  const following: Following = { model, collected, throwaway: throwawayOf(model), budget: scriptBudget() };
  for (const service of model.services) readService(following, service);
  for (const include of model.includes) noteInclude(collected, include);
  const { path: file, gaps } = model;
  return { platform: PLATFORM, file, triggers: [], sharesSecrets: false, ...collected, ...(gaps && { gaps }) };
}

function readService(following: Following, service: Service): void {
  const { model, collected, throwaway, budget } = following;
  const job = service.name.value;
  const site = { file: model.path, triggers: [], job };
  const bare: Reach = { platform: PLATFORM, collected, site, made: new Map(), scope: [], isSetElsewhere: () => false };
  collected.jobs.push({ name: job, place: service.name.place, triggers: [], approved: false, anyBranch: false });
  const variables = [...(service.inherited ?? []), ...service.environment];
  const fromFiles = (service.fromFiles ?? []).filter(({ name }) => !variables.some((one) => one.name === name));
  const held: Held = new Map([
    ...fromFiles.map((one) => [one.name, heldByFile(bare, one, throwaway)] as const),
    ...variables.map((one) => [one.name, heldBy(bare, one, throwaway)] as const),
  ]);
  const reach: Reach = { ...bare, scope: [held] };
  for (const one of service.environment) {
    noteLiteral(collected, one, "env", job, throwaway);
    noteFallbacks(reach, one, throwaway);
  }
  const mounted = service.secrets.map((name) =>
    arriving(reach, { secret: secretNamed(model, name), place: name.place, via: "mount", boundTo: name.value }),
  );
  mounted.push(...service.configs.flatMap((name) => readConfig(following, reach, name)));
  readBuild(following, reach, service);
  const read = readCommands(reach, service, budget);
  readHealthcheck(reach, service, budget);
  noteImage(reach, service, [...everything(reach.scope), ...mounted, ...read]);
}

/** A secret under the name of the variable that it comes from, or under its own. */
const secretNamed = ({ secretVariables }: ComposeModel, { value }: Scalar): string =>
  secretVariables.find(({ name }) => name === value)?.variable.value ?? value;

/** What a variable holds: what is filled into its value, or the variable of that name from around. */
function heldBy(reach: Reach, { name, place, value }: Variable, throwaway: Throwaway): readonly Carried[] {
  const bound: Reach = { ...reach, site: { ...reach.site, boundTo: name } };
  if (value === undefined) return isSecretName(name) ? [arriving(bound, { secret: name, place, via: "env" })] : [];
  const { scalar, from } = value;
  const carried = interpolationsIn(scalar.value)
    .filter((one) => one.start >= from && isSecretName(one.name) && !throwaway.names.has(one.name))
    .map((one) => arriving(bound, { secret: one.name, place: placeWithin(scalar, one.start, one.end), via: "env" }));
  return through(carried, placeWithin(scalar, from, scalar.value.length));
}

/** What says that a value is a switch, a number or a path, whatever the variable is called. */
const NO_SECRET = /^(?:true|false|yes|no|on|off|none|null|\d{1,5}|\.{0,2}\/[\w.\/-]*)?$/i;

/** What a variable out of a file holds: where its value is written out there, the secret is known by the variable's name. */
function heldByFile(reach: Reach, { name, place, value, filled }: FileVariable, throwaway: Throwaway): Carried[] {
  const isOwn =
    filled.length === 0 && (value === undefined || !(NO_SECRET.test(value) || isThrowaway(value, throwaway)));
  const secrets = filled.length > 0 ? filled.filter((one) => !throwaway.names.has(one)) : isOwn ? [name] : [];
  const bound: Reach = { ...reach, site: { ...reach.site, boundTo: name } };
  return secrets.filter(isSecretName).map((secret) => arriving(bound, { secret, place, via: "env" }));
}

/** Secrets in a configuration that is made of what the file says itself. */
function readConfig({ model, throwaway }: Following, reach: Reach, { value: boundTo }: Scalar): Carried[] {
  return model.configs
    .filter(({ name }) => name === boundTo)
    .flatMap(({ value, isVariable }): Carried[] => {
      const { place } = value;
      if (isVariable)
        return isSecretName(value.value)
          ? [arriving(reach, { secret: value.value, place, via: "mount", boundTo })]
          : [];
      noteFallbacks(reach, { name: boundTo, place, value: { scalar: value, from: 0 } }, throwaway);
      return interpolationsIn(value.value)
        .filter(({ name }) => isSecretName(name) && !throwaway.names.has(name))
        .map(({ name, start, end }) =>
          arriving(reach, { secret: name, place: placeWithin(value, start, end), via: "mount", boundTo }),
        );
    });
}

/** Notes a value that is written out, unless it opens but containers of the file. */
function noteLiteral(
  { literals }: Collected,
  { name, value }: Variable,
  via: "env" | "input",
  job: string,
  throwaway: Throwaway,
): void {
  if (value === undefined) return;
  const { scalar, from } = value;
  const text = scalar.value.slice(from);
  if (text === "" || /\$[\w{]/.test(text) || isThrowaway(text, throwaway)) return;
  const placeOf = (start: number, end: number) => placeWithin(scalar, from + start, from + end);
  literals.push({ name, value: text, place: placeOf(0, text.length), placeOf, via, job });
}

function noteFallbacks(reach: Reach, { value }: Variable, throwaway: Throwaway): void {
  if (value === undefined) return;
  const { scalar } = value;
  for (const { name, start, end, fallback } of interpolationsIn(scalar.value)) {
    if (fallback === undefined || !isSecretName(name) || throwaway.names.has(name)) continue;
    if (/^["']{2}$/.test(fallback.value) || isThrowaway(fallback.value, throwaway)) continue;
    const { reference } = arriving(reach, { secret: name, place: placeWithin(scalar, start, end), via: "env" });
    const place = placeWithin(scalar, fallback.start, fallback.start + fallback.value.length);
    reach.collected.fallbacks.push({ name, reference, value: fallback.value, place });
  }
}

/** Arguments of a build stay readable in the image; its secrets do not. */
function readBuild({ model, throwaway }: Following, reach: Reach, { buildArguments, buildSecrets }: Service): void {
  const { collected, site } = reach;
  for (const one of buildArguments) {
    const place =
      one.value === undefined
        ? one.place
        : placeWithin(one.value.scalar, one.value.from, one.value.scalar.value.length);
    const carried = heldBy(reach, one, throwaway).map((secret) => ({ ...secret, path: [] }));
    addFlows(collected, carried, { kind: "layer", name: `the build argument ${one.name}`, place });
    noteLiteral(collected, one, "input", site.job ?? "", throwaway);
    noteFallbacks(reach, one, throwaway);
  }
  for (const name of buildSecrets) {
    arriving(reach, { secret: secretNamed(model, name), place: name.place, via: "input", boundTo: name.value });
  }
}

/** Images are told of where a secret reaches them: any other one is whoever's that starts it. */
function noteImage({ collected, site }: Reach, { image }: Service, present: readonly Carried[]): void {
  const distinct = [...new Map(present.map((one) => [one.reference, one])).values()];
  if (image === undefined || distinct.length === 0) return;
  const written = image.value.replaceAll(/\$\{\w+:?-([^{}$]*)\}/g, "$1");
  const { name, version, pinned, trusted } = readImage(written);
  const { place } = image;
  addFlows(collected, distinct, { kind: "image", name, place, pinned, trusted });
  const secrets = distinct.map(({ reference }) => reference);
  collected.images.push({ name, version, pinned, place, job: site.job ?? "", runsJob: true, secrets });
}

/** Repositories and registries that parts are taken from; files beside it are its own. */
function noteInclude({ inclusions }: Collected, { value, place }: Scalar): void {
  const found = /^(?<name>(?:https?:\/\/|git@|oci:\/\/|github\.com\/)[^#@\s]+)(?:[#@](?<version>[^\s]*))?$/i.exec(
    value,
  )?.groups;
  if (found === undefined) return;
  const [version = ""] = (found["version"] ?? "").split(":", 1);
  const pinned = /^(?:[0-9a-f]{40}$|sha256)/i.test(version);
  inclusions.push({ name: found["name"] ?? value, version, place, pinned, trusted: false });
}
