import type { Gap } from "../../core/pipeline.ts";
import type { Siblings } from "../../core/stages.ts";
import { withVariables } from "./given-variables.ts";
import type { ComposeModel, Extended, Service, Variable } from "./model.ts";
import { beside, folderOf } from "./paths.ts";

type Others = Siblings<ComposeModel>;

/** What Compose reads by itself; files with another word in their names are laid over it. */
const MAIN_NAMES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

const LAID_OVER = /^(?:docker-)?compose[._-][\w.-]+\.ya?ml$/i;

/**
 * Gives services what they take over: from those that they extend, in other files as well, and where the file is laid over the main one of
 * its folder, from the service of their name there.
 */
export function settle(model: ComposeModel, siblings: Others): ComposeModel {
  const main = mainOf(model, siblings);
  const isJoined = main !== undefined || model.services.some((service) => service.extends !== undefined);
  const gaps = [...missingFiles(model, siblings)];
  const isGiven = model.services.some(({ envFiles }) => envFiles.length > 0);
  if (!isJoined && !isGiven && gaps.length === 0) return model;
  const services = model.services.map((service) =>
    withVariables(withBases(service, { model, siblings, main, gaps }), model, siblings),
  );
  return {
    ...model,
    services,
    ...(main !== undefined && { laidOver: main.services }),
    ...(gaps.length > 0 && { gaps }),
  };
}

/** More than anybody builds on each other. */
const MOST_BASES = 30;

interface Joining {
  readonly model: ComposeModel;
  readonly siblings: Others;
  readonly main: ComposeModel | undefined;
  readonly gaps: Gap[];
}

function mainOf({ path }: ComposeModel, siblings: Others): ComposeModel | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (MAIN_NAMES.includes(name.toLowerCase()) || !LAID_OVER.test(name)) return undefined;
  for (const main of MAIN_NAMES) {
    const found = siblings.find(folderOf(path) + main);
    if (found !== undefined) return takesOver(found, path) ? undefined : found;
  }
  return undefined;
}

/** Whether a main file is built on another one, as on `compose.base.yml`: nobody lays that over it again. */
const takesOver = ({ path, services, includes }: ComposeModel, other: string): boolean =>
  [...services.flatMap((service) => service.extends?.file ?? []), ...includes].some(
    ({ value }) => beside(path, value) === other,
  );

/** Services that one is made of, from the outside in; those in a circle are named. */
function withBases(service: Service, { model, siblings, main, gaps }: Joining): Service {
  const bases: Service[] = [];
  const entered = new Set([service]);
  const pending: { readonly of: Service; readonly in: ComposeModel }[] = [{ of: service, in: model }];
  for (const { of, in: file } of pending) {
    if (bases.length >= MOST_BASES) break;
    const base = of.extends === undefined ? undefined : baseOf(of.extends, file, siblings);
    const under = file === model ? main?.services.find(({ name }) => name.value === of.name.value) : undefined;
    for (const [found, at] of [
      [base?.service, base?.file],
      [under, main],
    ] as const) {
      if (found === undefined || at === undefined) continue;
      if (entered.has(found)) {
        if (found === service && of.extends !== undefined) gaps.push(circle(service, of.extends));
        continue;
      }
      entered.add(found);
      bases.push(withVariables(found, at, siblings));
      pending.push({ of: found, in: at });
    }
  }
  return bases.reduce(taken, service);
}

const circle = ({ name, extends: own }: Service, { service }: Extended): Gap => ({
  place: (own?.service ?? service).place,
  isMissing: false,
  why: `the service ${name.value} extends itself in the end`,
});

/** A service with what it takes over from another one where it has nothing of its own. */
function taken(service: Service, base: Service): Service {
  const { image, entrypoint, command, healthcheck } = base;
  const own = new Set([...service.environment, ...(service.inherited ?? [])].map(({ name }) => name));
  const inherited: Variable[] = base.environment.filter(({ name }) => !own.has(name));
  const fromFiles = [...(base.fromFiles ?? []), ...(service.fromFiles ?? [])];
  return {
    ...(image !== undefined && { image }),
    ...(entrypoint !== undefined && { entrypoint }),
    ...(command !== undefined && { command }),
    ...(healthcheck !== undefined && { healthcheck }),
    ...service,
    secrets: [...service.secrets, ...base.secrets],
    configs: [...service.configs, ...base.configs],
    ...(fromFiles.length > 0 && { fromFiles }),
    inherited: [...(service.inherited ?? []), ...inherited],
  };
}

function baseOf(
  { file, service }: Extended,
  from: ComposeModel,
  siblings: Others,
): { readonly service: Service; readonly file: ComposeModel } | undefined {
  const at = file === undefined ? from : siblings.find(beside(from.path, file.value));
  const found = at?.services.find(({ name }) => name.value === service.value);
  return at === undefined || found === undefined ? undefined : { service: found, file: at };
}

const NOT_A_FILE = /\$|^[a-z]+:\/\/|^git@|^github\.com\/|^\//i;

function missingFiles({ path, services, includes }: ComposeModel, siblings: Others): Gap[] {
  const extended = services.flatMap((service) => service.extends?.file ?? []);
  return [...extended, ...includes].flatMap(({ value, place }): Gap[] => {
    if (NOT_A_FILE.test(value) || !/\.ya?ml$/i.test(value)) return [];
    const wanted = beside(path, value);
    return siblings.find(wanted) === undefined
      ? [{ place, isMissing: true, why: `there is no Compose file ${wanted}` }]
      : [];
  });
}
