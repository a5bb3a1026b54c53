import { entryOf, scalarsOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import type { DocumentNode, Entry, Mapping, Scalar } from "../document/tree.ts";
import type { Artifacts, Binding, Cache, IdToken, Job, Secret } from "./model.ts";
import { parseTrigger } from "./parse-includes.ts";
import {
  parseBindings,
  parseImage,
  parseRefFilter,
  parseRules,
  parseScript,
  parseServices,
  parseVariables,
  scalarsWithin,
} from "./parse-parts.ts";
import type { Resolver } from "./resolve-nodes.ts";

/** One job from its entry. `defaults` are `default:` and the same keys of the top level, nearest first. */
export function parseJob(resolver: Resolver, entry: Entry, defaults: readonly Mapping[]): Job {
  const node = resolver.job(entry);
  const inherited = inheritedKeys(valueOf(valueOf(node, "inherit"), "default"));
  /** A job's own key, or the default where the job takes it on. */
  const effective = (key: string): DocumentNode | undefined => {
    const own = entryOf(node, key);
    if (own !== undefined) return own.value;
    if (!inherited(key)) return undefined;
    return defaults.map((level) => valueOf(level, key)).find((value) => value !== undefined);
  };
  return {
    name: entry.key,
    place: entry.value.place,
    hidden: entry.key.value.startsWith("."),
    ...pickScalars(node, { stage: "stage", when: "when", allowFailure: "allow_failure" }),
    extends: scalarsOf(valueOf(entry.value, "extends")),
    ...parseImage(resolver, effective("image")),
    services: parseServices(resolver, effective("services")),
    variables: parseVariables(resolver, valueOf(node, "variables")),
    inheritsVariables: parseInherited(valueOf(valueOf(node, "inherit"), "variables")),
    matrix: parseMatrix(resolver, node),
    secrets: parseSecrets(resolver, valueOf(node, "secrets")),
    idTokens: parseIdTokens(resolver, effective("id_tokens")),
    beforeScript: parseScript(resolver, effective("before_script")),
    script: parseScript(resolver, valueOf(node, "script") ?? valueOf(node, "run")),
    afterScript: parseScript(resolver, effective("after_script")),
    preGetSourcesScript: parseScript(resolver, valueOf(effective("hooks"), "pre_get_sources_script")),
    ...parseRules(resolver, valueOf(node, "rules")),
    ...parseFilters(resolver, node),
    ...parseEnvironment(resolver, valueOf(node, "environment")),
    ...parseArtifacts(resolver, effective("artifacts")),
    caches: parseCaches(resolver, effective("cache")),
    needs: parseNeeds(resolver, valueOf(node, "needs")),
    tags: scalarsWithin(resolver, effective("tags")),
    ...parseTrigger(resolver, valueOf(node, "trigger")),
  };
}

/** `inherit: default`, as a test of a key. */
function inheritedKeys(node: DocumentNode | undefined): (key: string) => boolean {
  const inherited = parseInherited(node);
  if (typeof inherited === "boolean") return () => inherited;
  const names = new Set(inherited.map(({ value }) => value));
  return (key) => names.has(key);
}

function parseInherited(node: DocumentNode | undefined): boolean | readonly Scalar[] {
  if (node?.kind === "sequence") return scalarsOf(node);
  return !(node?.kind === "scalar" && /^(?:false|no|off)$/i.test(node.value));
}

function parseFilters(resolver: Resolver, node: Mapping): Pick<Job, "only" | "except"> {
  const only = parseRefFilter(resolver, valueOf(node, "only"));
  const except = parseRefFilter(resolver, valueOf(node, "except"));
  return { ...(only !== undefined && { only }), ...(except !== undefined && { except }) };
}

function parseMatrix(resolver: Resolver, node: Mapping): Binding[] {
  return resolver
    .flatten(valueOf(valueOf(node, "parallel"), "matrix"))
    .flatMap((item) =>
      item.kind === "map"
        ? item.entries.flatMap(({ key, value }) =>
            scalarsWithin(resolver, value).map((one) => ({ name: key, value: one })),
          )
        : [],
    );
}

function parseSecrets(resolver: Resolver, node: DocumentNode | undefined): Secret[] {
  const found = resolver.follow(node);
  if (found?.kind !== "map") return [];
  return found.entries.map(({ key, value }) => {
    const store = value.kind === "map" ? value.entries.find((entry) => !NO_STORE.has(entry.key.value)) : undefined;
    return {
      name: key,
      ...(store !== undefined && { store: store.key }),
      source: store === undefined ? [] : sourceOf(resolver, store),
      ...pickScalars(value, { file: "file", token: "token" }),
    };
  });
}

const NO_STORE = new Set(["file", "token"]);

const sourceOf = (resolver: Resolver, { key, value }: Entry): readonly Binding[] =>
  value.kind === "scalar" ? [{ name: key, value }] : parseBindings(resolver, value);

function parseIdTokens(resolver: Resolver, node: DocumentNode | undefined): IdToken[] {
  const found = resolver.follow(node);
  if (found?.kind !== "map") return [];
  return found.entries.map(({ key, value }) => ({
    name: key,
    audiences: scalarsWithin(resolver, valueOf(value, "aud")),
  }));
}

function parseEnvironment(resolver: Resolver, node: DocumentNode | undefined): Pick<Job, "environment"> {
  const found = resolver.follow(node);
  if (found === undefined) return {};
  if (found.kind === "scalar") return { environment: { name: found } };
  const names = { name: "name", url: "url", action: "action", deploymentTier: "deployment_tier" } as const;
  return { environment: pickScalars(found, names) };
}

function parseArtifacts(resolver: Resolver, node: DocumentNode | undefined): { readonly artifacts?: Artifacts } {
  const found = resolver.follow(node);
  if (found?.kind !== "map") return {};
  const reports = resolver.follow(valueOf(found, "reports"));
  return {
    artifacts: {
      paths: scalarsWithin(resolver, valueOf(found, "paths")),
      exclude: scalarsWithin(resolver, valueOf(found, "exclude")),
      ...pickScalars(found, { untracked: "untracked", expireIn: "expire_in", public: "public", access: "access" }),
      reports:
        reports?.kind === "map"
          ? reports.entries.map(({ key, value }) => ({ name: key, paths: reportPaths(resolver, value) }))
          : [],
    },
  };
}

/** A report's files: names, or the `path` of a map such as that of `coverage_report`. */
const reportPaths = (resolver: Resolver, node: DocumentNode): readonly Scalar[] =>
  scalarsWithin(resolver, node.kind === "map" ? valueOf(node, "path") : node);

function parseCaches(resolver: Resolver, node: DocumentNode | undefined): Cache[] {
  const found = resolver.follow(node);
  const maps = found?.kind === "map" ? [found] : resolver.flatten(found);
  return maps.flatMap((item) =>
    item.kind === "map"
      ? [
          {
            ...pickScalars(item, { key: "key", untracked: "untracked", policy: "policy" }),
            paths: scalarsWithin(resolver, valueOf(item, "paths")),
          },
        ]
      : [],
  );
}

/** Names of needed jobs; a map names one under `job`. */
function parseNeeds(resolver: Resolver, node: DocumentNode | undefined): Scalar[] {
  return resolver.flatten(node).flatMap((item) => (item.kind === "scalar" ? [item] : scalarsOf(valueOf(item, "job"))));
}
