import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { Presentation } from "../../core/pipeline-uses.ts";
import { type CodeOwnersRule, ownersOf } from "../code-owners.ts";
import { consumerOf } from "../consumers.ts";
import { isComputed } from "../environment-pattern.ts";
import { namesSecret, normalName } from "../match-references.ts";
import { servicesInName } from "../services/known-service.ts";
import { presentationsIn } from "../services/presented.ts";
import { kindOf } from "./kind-of.ts";

/** What can be told of a secret from the pipelines that use it. */
export interface DraftEntry {
  readonly name: string;
  readonly kind?: string;
  readonly owner?: string;
  readonly store?: string;
  readonly environment?: string;
  /** Where it is presented, by the ids of known services, hosts and tools. */
  readonly services: readonly string[];
  /** Services that its name speaks of, where nothing shows where it is presented. */
  readonly likelyServices: readonly string[];
  readonly consumers: readonly string[];
  /** ISO day on which it was first used. */
  readonly created?: string;
}

export interface DraftScene {
  readonly pipelines: readonly PipelineFlows[];
  readonly codeOwners: readonly CodeOwnersRule[];
  /** The day on which a secret was first used; undefined where that is not known. */
  firstUse(use: Pick<Reference, "platform" | "secret">): string | undefined;
  /** Whether a secret needs no draft, since it is declared. */
  isDeclared(reference: Reference): boolean;
}

/** Drafts an entry for each secret that pipelines use and nobody has declared, in the order of the names. */
export function draftEntries({ pipelines, codeOwners, firstUse, isDeclared }: DraftScene): DraftEntry[] {
  const references = pipelines
    .flatMap((pipeline) => pipeline.references)
    .filter((one) => namesSecret(one) && !isDeclared(one));
  const presented = Map.groupBy(pipelines.flatMap(presentationsIn), ({ reference }) => keyOf(reference));
  const groups = Map.groupBy(references, keyOf);
  return [...groups]
    .flatMap(([key, uses]) => {
      const all = presented.get(key) ?? [];
      const entry = (some: readonly Reference[], environment?: string): DraftEntry =>
        draftEntry(
          some,
          environment,
          all.filter(({ reference }) => isOf(reference, environment)),
          codeOwners,
          firstUse,
        );
      return environmentsOf(uses).map((environment) =>
        entry(
          uses.filter((use) => isOf(use, environment)),
          environment,
        ),
      );
    })
    .sort((a, b) => compare(a.name, b.name) || compare(a.environment ?? "", b.environment ?? ""));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const keyOf = (reference: Reference): string => `${reference.platform}\n${normalName(reference)}`;

const isOf = (reference: Reference, environment: string | undefined): boolean =>
  environment === undefined || reference.environment === environment;

/** The environments that a secret is of, where each of its uses says one; the platform then keeps a value for each. */
function environmentsOf(uses: readonly Reference[]): (string | undefined)[] {
  const names = new Set(uses.map(({ environment }) => environment));
  const isTold = [...names].every((name) => name !== undefined && !isComputed(name));
  return isTold ? [...names] : [undefined];
}

function draftEntry(
  uses: readonly Reference[],
  environment: string | undefined,
  presented: readonly Presentation[],
  codeOwners: readonly CodeOwnersRule[],
  firstUse: DraftScene["firstUse"],
): DraftEntry {
  const use = uses[0] as Reference;
  const { secret: name } = use;
  const [kind, store] = [kindOf(name), storeOf(use, environment)];
  const owner = ownerOf(uses, codeOwners);
  const created = firstUse(use);
  const services = distinct(presented.map((one) => one.service ?? one.name));
  return {
    name,
    ...(kind === undefined ? {} : { kind }),
    ...(owner === undefined ? {} : { owner }),
    ...(store === undefined ? {} : { store }),
    ...(environment === undefined ? {} : { environment }),
    services,
    likelyServices: services.length > 0 ? [] : servicesInName(name).map(({ id }) => id),
    consumers: consumersOf(uses),
    ...(created === undefined ? {} : { created }),
  };
}

const distinct = (all: readonly string[]): string[] => [...new Set(all)].sort(compare);

const STORES: Readonly<Record<string, string>> = {
  "github-actions": "github-secret",
  "gitlab-ci": "gitlab-variable",
  "azure-pipelines": "azure-variable",
  drone: "drone-secret",
  woodpecker: "woodpecker-secret",
  "cloud-build": "gcp-secretmanager",
  codebuild: "aws-secretsmanager",
  tekton: "kubernetes",
  appveyor: "appveyor-secret",
  "bitbucket-pipelines": "bitbucket-variable",
  travis: "travis-secret",
};

/** Platforms that take some secrets from a store of the cloud, and others as plain text from whoever starts them. */
const TYPED_IN: Readonly<Record<string, (use: Reference) => boolean>> = {
  "cloud-build": ({ secret }) => secret.startsWith("_"),
  codebuild: ({ via }) => via === "script",
  tekton: ({ via }) => via === "script" || via === "expression",
};

function storeOf(use: Reference, environment: string | undefined): string | undefined {
  const { platform, secret: name } = use;
  // Parameters are in a tree of their own.
  const scheme = platform === "codebuild" && name.startsWith("/") ? "aws-ssm" : STORES[platform];
  if (scheme === undefined || TYPED_IN[platform]?.(use) === true) return undefined;
  return `${scheme}:${environment === undefined ? "" : `${environment}/`}${name}`;
}

/** The first owner of the pipelines, where it is one for all of them. */
function ownerOf(uses: readonly Reference[], codeOwners: readonly CodeOwnersRule[]): string | undefined {
  const owners = new Set(distinct(uses.map(({ file }) => file)).map((file) => ownersOf(file, codeOwners)[0]));
  const [owner] = owners;
  return owners.size === 1 ? owner : undefined;
}

/** With more jobs of a file than these, the whole file is named. */
const MOST_JOBS = 5;

function consumersOf(uses: readonly Reference[]): string[] {
  const files = Map.groupBy(uses, ({ file }) => file);
  return [...files]
    .flatMap(([file, ofFile]) => {
      const jobs = distinct(ofFile.map(consumerOf));
      return jobs.length > MOST_JOBS || jobs.includes(file) ? [file] : jobs;
    })
    .sort(compare);
}
