import type { Command, Literal, PipelineFlows, Reference, ToolUse } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { remembered } from "../../platforms/flow/remembered.ts";
import type { Permissions, Workflow } from "../../platforms/github-actions/model.ts";
import { permissionsOf } from "../../platforms/github-actions/token.ts";
import { byStep } from "../by-step.ts";
import { definePolicy } from "../define-policy.ts";
import { PACKAGE_REGISTRIES, type PackageRegistry } from "../package-registries.ts";
import { isJobToken, namesSecret } from "../secret-like.ts";

/** A stored token in a pipeline that the package registry would know by its identity. */
export const staticPublishToken = definePolicy({
  meta: {
    id: "oidc/static-publish-token",
    title: "Permanent token of a package registry",
    why: "Whoever gets hold of a publishing token can put a version of the package of their own in front of all its users, from anywhere, until somebody revokes the token. PyPI, npm, crates.io, RubyGems and NuGet can instead be told which repository and workflow may publish (“trusted publishing”): the job then gets a token that is good for minutes, and there is nothing stored that could leak. Low: the job publishes without its own identity, and the file does not say where the token comes from.",
    fix: "On the registry's site, open the package's settings, add a trusted publisher and name this repository and pipeline; then take the token out of the job. Once a version has been published, revoke the old token on the site and delete the stored secret.",
    on: {
      "github-actions": {
        fix: "Give the job `permissions: { id-token: write, contents: read }`: `pypa/gh-action-pypi-publish` and npm from 11.5.1 on then sign in by themselves, `rust-lang/crates-io-auth-action`, `rubygems/configure-rubygems-credentials` and `NuGet/login` fetch a short token.",
      },
      "gitlab-ci": {
        fix: "Give the job `id_tokens:` with the registry's audience: twine from 6.1 and npm from 11.5.1 on then sign in by themselves.",
      },
    },
    severity: "medium",
    confidence: "high",
    // Trusted publishing is young, and most pipelines that publish still have such a token.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.pypi.org/trusted-publishers/",
      "https://docs.npmjs.com/trusted-publishers",
      "https://crates.io/docs/trusted-publishing",
      "https://guides.rubygems.org/trusted-publishing/",
      "https://learn.microsoft.com/en-us/nuget/nuget-org/trusted-publishing",
    ],
    practices: ["P9"],
    cwe: [798, 324],
  },
  platforms: ["circleci", "github-actions", "gitlab-ci"],
  *check({ model, flows }) {
    for (const registry of PACKAGE_REGISTRIES) {
      if (!registry.platforms.includes(flows.platform)) continue;
      const publishing = publishingTo(registry, flows);
      const tokens = flows.references.filter((one) => isToken(registry, one) && isUsed(publishing, one));
      for (const [{ place }, ...others] of byStep(tokens)) {
        yield {
          place,
          message: `Packages are published on ${registry.name} with a token that stays valid until somebody revokes it.`,
          related: others.map((other) => ({ place: other.place, message: "It is given here as well." })),
        };
      }
      if (model.kind === "workflow") yield* withoutIdentity(model, publishing, flows.references);
    }
  },
});

/** Words that publish by themselves; a script of the project's own may do anything. */
const PUBLISHES = /^(?:publish|push|upload)$/;

/** Jobs that publish, may not ask for an identity token, and name no token: it lies on the machine, or in a file. */
function* withoutIdentity(
  workflow: Workflow,
  { registry, commands, settings }: Publishing,
  references: readonly Reference[],
): Iterable<PolicyMatch> {
  const identified = workflow.jobs.filter((job) => hasIdentity(permissionsOf(workflow, job)));
  for (const command of commands) {
    const { job, name, words, place } = command;
    if (!words.some((word) => PUBLISHES.test(word)) || !publishesThere(registry, command)) continue;
    if (identified.some(({ id }) => id.value === job)) continue;
    const named = settings.filter((one) => one.job === undefined || one.job === job);
    if (named.length > 0 && !named.some(({ value }) => registry.own.test(value))) continue;
    // With any secret in the job, that one may be the registry's.
    if (references.some((one) => one.job === undefined || one.job === job)) continue;
    if (words.some((word) => /^--?(?:source|registry|index|repository(?:-url)?|s)$/i.test(word))) continue;
    const message = `A package is published on ${registry.name} by ${name}, without the job's own identity.`;
    yield { place, severity: "low", message };
  }
}

function hasIdentity(permissions: Permissions | undefined): boolean {
  if (permissions?.all?.value === "write-all") return true;
  return permissions?.scopes.some(({ name, value }) => name.value === "id-token" && value.value === "write") === true;
}

/** By what takes it, or by its own name; an action's `password` and `token` are looked at where the action is known. */
function isToken({ takers, stored }: PackageRegistry, reference: Reference): boolean {
  const { boundTo = "", secret } = reference;
  if (isJobToken(reference)) return false;
  return takers.test(boundTo) || (stored.test(secret) && namesSecret(secret)) || isGenericInput(reference);
}

const isGenericInput = ({ via, boundTo = "" }: Reference): boolean =>
  via === "input" && /^(?:password|token|api[-_]?key|nuget_key)$/i.test(boundTo);

/** What of a pipeline publishes packages of a registry's kind, there or elsewhere. */
interface Publishing {
  readonly registry: PackageRegistry;
  readonly commands: readonly Command[];
  readonly tools: readonly ToolUse[];
  /** Settings that name the registry for a whole job. */
  readonly settings: readonly Literal[];
}

function publishingTo(registry: PackageRegistry, flows: PipelineFlows): Publishing {
  const { tools, literals } = flows;
  const others = PACKAGE_REGISTRIES.filter((one) => one !== registry);
  return {
    registry,
    commands: linesOf(flows).flatMap(({ command, line }) => (registry.commands.test(line) ? [command] : [])),
    tools: tools.filter(({ name }) => registry.actions.test(name.toLowerCase())),
    settings: literals.filter(
      ({ name, value }) => REGISTRY_SETTING.test(name) && !others.some(({ own }) => own.test(value)),
    ),
  };
}

const REGISTRY_SETTING =
  /^(?:registry-url|repository[-_]url|TWINE_REPOSITORY(?:_URL)?|UV_PUBLISH_URL|MATURIN_REPOSITORY(?:_URL)?|npm_config_registry|RUBYGEMS_HOST)$/i;

/** What a command does stands at its start; its arguments may be a whole document. */
const MAX_LINE = 300;

/** A word that stands in each command that publishes a package. */
const MAY_PUBLISH = /publish|release|upload|push/i;

/** Commands that may publish something, as lines: most do not, and each registry would look at all of them. */
const linesOf = remembered(({ commands }: PipelineFlows) =>
  commands.flatMap((command) => {
    const line = [command.name, ...command.words].join(" ").slice(0, MAX_LINE);
    return MAY_PUBLISH.test(line) ? [{ command, line }] : [];
  }),
);

/** Whether a token stands beside something that publishes on its registry. */
function isUsed({ registry, commands, tools, settings }: Publishing, reference: Reference): boolean {
  const isBeside = ({ job }: { readonly job?: string }): boolean =>
    reference.job === undefined || job === undefined || job === reference.job;
  const isSameStep = ({ step }: { readonly step?: string }): boolean => step === reference.step;
  const named = settings.filter(isBeside);
  if (named.length > 0 && !named.some(({ value }) => registry.own.test(value))) return false;
  const hasStep = reference.step !== undefined;
  if (tools.some((tool) => isBeside(tool) && (!hasStep || isSameStep(tool)))) return true;
  if (isGenericInput(reference)) return false;
  const beside = commands.filter(isBeside);
  // A step that publishes by itself is judged by itself: another one may only try it out.
  const own = beside.filter((command) => hasStep && isSameStep(command));
  return (own.length > 0 ? own : beside).some((command) => publishesThere(registry, command));
}

const REGISTRY_OPTION =
  /^(?:--?(?:repository(?:-url)?|registry|source|index(?:-url)?|publish-url|host)|-s)(?:=(?<value>.*))?$/;

/** Twine's own short form, which means something else to pnpm. */
const TWINE_OPTION = /^(?:--repository(?:-url)?|-r)(?:=(?<value>.*))?$/;

/** Whether a command publishes on this registry: on another one where an option says so, or where that is computed. */
function publishesThere({ own }: PackageRegistry, { name, words }: Command): boolean {
  if (words.includes("--dry-run") || (name === "cargo" && words.includes("-n"))) return false;
  return words.every((word, index) => {
    const option = (name === "twine" ? TWINE_OPTION : REGISTRY_OPTION).exec(word);
    const value = option?.groups?.["value"] ?? words[index + 1] ?? "";
    return option === null || own.test(value);
  });
}
