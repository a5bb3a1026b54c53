import { fillExample } from "../../src/catalogue/template.ts";
import type { PipelineFlows } from "../../src/core/pipeline.ts";
import { valuesOf } from "../../src/core/rule-option.ts";
import { unitOf } from "../../src/core/source.ts";
import type { Example, OpenPackage, Platform, Policy, PolicyMatch, Siblings } from "../../src/core/stages.ts";
import { decode } from "../../src/core/text.ts";
import { publishingPlaces } from "../../src/engine/publishing.ts";
import { scannersIn } from "../../src/engine/secret-scanners.ts";
import { judge } from "../../src/judge/judge.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { checkPolicy } from "./check-policy.ts";

/** Policies that may speak about the same place as another one. */
export const OVERLAPS: Readonly<Record<string, readonly string[]>> = {
  // The one is about what kind of key it is, the other about who shares it.
  "oidc/static-aws-keys": ["environment/shared-secret-across-environments"],
  // The one is about the secret that is typed in, the other about whoever types it.
  "cmdline/expression-in-script": ["untrusted/secret-in-injectable-step"],
  // The one is about what the step does, the other about which code does it.
  "artefact/artefact-no-expiry": ["unpinned/unpinned-github-action"],
  "artefact/cache-poisoning-release": ["unpinned/unpinned-github-action"],
  "scope/persisted-git-credentials": ["unpinned/unpinned-github-action"],
  "unpinned/unpinned-github-action": ["scope/persisted-git-credentials"],
  // What is packed is another thing than who may publish it.
  "artefact/sourcemap-or-package-leak": ["oidc/static-publish-token", "untrusted/pr-build-runs-code"],
  // A digest fixes what runs, and says nothing of who made it.
  "unpinned/unpinned-image-with-secret": ["unpinned/image-from-untrusted-registry"],
};

/** An example as its platform reads it: read once, and asked for any policy. */
export interface ReadCase {
  /** Of the platform that reads it; undefined where none does. */
  readonly platform: string | undefined;
  readonly bytes: Uint8Array;
  readonly problems: readonly unknown[];
  readonly marked: readonly { readonly start: number; readonly end: number }[];
  matches(policy: Policy): readonly PolicyMatch[];
}

export function readCase({ path = "", text: template, beside = {} }: Example): ReadCase {
  const { text, marks: marked } = fillExample(template, path);
  const bytes = Buffer.from(text);
  const platform = platforms.find((one) => one.recognise(path, decode(bytes)));
  const { model: own, problems } = platform?.parse(unitOf(path, bytes)) ?? { model: undefined, problems: [] };
  if (platform === undefined || own === undefined)
    return { platform: platform?.id, bytes, problems, marked, matches: () => [] };
  const siblings = siblingsIn([[path, own], ...modelsOf(platform, beside)], companionsOf(platform, beside));
  const model = platform.settle?.(own, siblings) ?? own;
  const flows = platform.flows(model, siblings);
  const context = {
    model,
    flows,
    judge: (name: string, value: string) =>
      judge({
        value,
        name,
        quoted: false,
        path,

        claimed: "medium" as const,
        contextual: false,
        distinctive: false,
        validated: [],
        prefix: "",
      }),
  };
  return {
    platform: platform.id,
    bytes,
    problems,
    marked,
    matches: (policy) =>
      policy.platforms.includes(platform.id)
        ? [...checkPolicy(policy, context), ...ofRepository(policy, flows, bytes)]
        : [],
  };
}

/** The other files that are pipelines of the same kind. */
function modelsOf(platform: Platform, beside: Readonly<Record<string, string>>): (readonly [string, unknown])[] {
  return Object.entries(beside).flatMap(([path, template]) => {
    const bytes = Buffer.from(fillExample(template, path).text);
    const model = platform.recognise(path, decode(bytes)) ? platform.parse(unitOf(path, bytes)).model : undefined;
    return model === undefined ? [] : [[path, model] as const];
  });
}

/** What the platform reads of the files that are no pipelines. */
function companionsOf({ companions }: Platform, beside: Readonly<Record<string, string>>): Map<string, unknown> {
  const found = Object.entries(beside).filter(([path]) => companions?.recognise(path) === true);
  return new Map(found.map(([path, template]) => [path, companions?.read(fillExample(template, path).text)]));
}

function siblingsIn(
  models: readonly (readonly [string, unknown])[],
  companions: ReadonlyMap<string, unknown>,
): Siblings {
  const byPath = new Map(models);
  const all = models.map(([, model]) => model);
  return { find: (path) => byPath.get(path), all: () => all, beside: (path) => companions.get(path) };
}

/** A policy on the repository is shown on one that has this pipeline alone. */
function ofRepository(policy: Policy, flows: PipelineFlows, bytes: Uint8Array): PolicyMatch[] {
  const { platform, triggers, jobs } = flows;
  const place = jobs[0]?.place ?? { unit: "", span: { start: 0, end: 0 } };
  const publishes = publishingPlaces(flows);
  const scanners = scannersIn(decode(bytes));
  const pipelines = [{ platform, triggers, place, publishes, scanners, names: () => false }];
  const options = valuesOf(policy.meta.options ?? {});
  return [...(policy.checkRepository?.({ options, pipelines, scanners: [], packages: [OPEN_PACKAGE] }) ?? [])];
}

/** Beside the pipeline lies a package that lists no files, with a secret in one. */
const OPEN_PACKAGE = {
  folder: "",
  secrets: [
    {
      unit: "file:config/production.json",
      path: "config/production.json",
      start: { line: 3, column: 1 },
      end: { line: 3, column: 9 },
    },
  ],
} as unknown as OpenPackage;

export const spansOf = (matches: readonly PolicyMatch[]) =>
  matches.map(({ place }) => place.span).sort((a, b) => a.start - b.start);

export const shownSpans = (bytes: Uint8Array, spans: readonly { readonly start: number; readonly end: number }[]) =>
  spans.map((span) => `${span.start}: ${decode(bytes, span)}`);
