import { namesOne } from "../../core/name-pattern.ts";
import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { argumentSecrets } from "../argument-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { commandsAt, toolsAt } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, secretName } from "../secret-like.ts";

/** A person's token where the job has one of its own. */
export const patInsteadOfJobToken = definePolicy({
  meta: {
    id: "scope/pat-instead-of-job-token",
    title: "Personal token where the job's own would do",
    why: "A personal token is good for everything that its owner may do, in all repositories, until it is taken away, and it stops working when the person leaves. The job's own token is limited to this repository, to the permissions that the file names, and to the time of the job.",
    fix: "Use the job's own token, with the permission that it needs.",
    on: {
      "github-actions": {
        fix: "Leave the input out (`actions/checkout` takes the job's token by itself), or give `${{ github.token }}`. A push that has to start further workflows, or another repository, needs an app: `actions/create-github-app-token` with `repositories` and `permission-…`.",
      },
      "gitlab-ci": { fix: "That is `$CI_JOB_TOKEN`, with the project on the job token's allow-list." },
      "azure-pipelines": {
        fix: "That is `$(System.AccessToken)`, with its rights limited to the repositories that the pipeline names.",
      },
    },
    severity: "medium",
    confidence: "medium",
    // A push with the job's own token starts no workflows, and that is what many of these are for.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication",
      "https://docs.gitlab.com/ci/jobs/ci_job_token/",
    ],
    practices: ["P9"],
    cwe: [250, 324],
    allows: { what: "secrets", example: "RELEASE_BOT_TOKEN" },
    options: {
      tokens: {
        kind: "names",
        more: "finds",
        says: "Secrets that are tokens of a person or a machine user, besides those whose names say so.",
        example: ["BOT_TOKEN", "*_MACHINE_USER"],
      },
    },
  },
  platforms: ["azure-pipelines", "github-actions", "gitlab-ci"],
  check({ flows, options: { tokens } }) {
    return onePerPlace([
      ...ofCheckouts(flows),
      ...ofClients(flows, tokens),
      ...ofAzureDevOps(flows),
      ...ofOwnProject(flows),
    ]);
  },
});

const messageOf = (secret: string, where: string): string =>
  `A person's token (${secretName(secret)}) is used ${where}, where the job's own would do.`;

function ofCheckouts(flows: PipelineFlows): PolicyMatch[] {
  return flows.references.flatMap((one): PolicyMatch[] => {
    if (one.via !== "input" || one.boundTo?.toLowerCase() !== "token" || isJobToken(one)) return [];
    const tool = toolsAt(flows, one).find(({ name }) => name.toLowerCase() === "actions/checkout");
    const others = new Set((tool?.inputs ?? []).map(({ name }) => name.toLowerCase()));
    // Another repository, and modules of other repositories, are not the job's own.
    if (tool === undefined || others.has("repository") || others.has("submodules")) return [];
    return [{ place: one.place, subject: one.secret, message: messageOf(one.secret, "to check the repository out") }];
  });
}

const PERSONAL = /(?:^|_)PAT(?:_|$)|PERSONAL_(?:ACCESS_)?TOKEN/i;

/** The command line of GitHub takes its token from the environment. */
function ofClients(flows: PipelineFlows, tokens: readonly string[]): PolicyMatch[] {
  const isPersonal = (secret: string): boolean => PERSONAL.test(secret) || namesOne(tokens, secret);
  return flows.references
    .filter(({ boundTo = "", secret }) => /^(?:GH_TOKEN|GITHUB_TOKEN)$/.test(boundTo) && isPersonal(secret))
    .filter((one) =>
      commandsAt(flows, one).some(
        ({ name, words }) => name === "gh" && !words.some((word) => /^(?:-R|--repo)/.test(word)),
      ),
    )
    .filter((one) => !opensAnother(flows, one))
    .map(({ place, secret }) => ({ place, subject: secret, message: messageOf(secret, "for gh") }));
}

/** Whether the same secret fetches another repository in the job, which is what it is for. */
const opensAnother = (flows: PipelineFlows, { secret, job }: Reference): boolean =>
  argumentSecrets(flows).some(
    ({ flow: { reference }, command: { name, words }, word }) =>
      reference.secret === secret &&
      reference.job === job &&
      name === "git" &&
      words.includes("clone") &&
      !/github\.repository|GITHUB_REPOSITORY/.test(word),
  );

/** The variable from which the client of Azure DevOps takes its token. */
function ofAzureDevOps({ references }: PipelineFlows): PolicyMatch[] {
  return references
    .filter((one) => /^AZURE_DEVOPS_EXT_PAT$/.test(one.boundTo ?? "") && !isJobToken(one))
    .map(({ place, secret }) => ({ place, subject: secret, message: messageOf(secret, "for Azure DevOps") }));
}

/** Addresses of the project itself that also take the job's token. */
const OWN_PROJECT =
  /CI_API_V4_URL\}?\/projects\/\$\{?CI_PROJECT_ID\}?\/(?:packages|releases|jobs|pipelines|artifacts|environments|deployments|secure_files|terraform)/;

function ofOwnProject(flows: PipelineFlows): PolicyMatch[] {
  return argumentSecrets(flows)
    .filter(
      ({ flow, word, command }) =>
        !isJobToken(flow.reference) &&
        /PRIVATE-TOKEN:/i.test(word) &&
        command.words.some((one) => OWN_PROJECT.test(one)),
    )
    .map(({ flow }) => ({
      place: flow.sink.place,
      subject: flow.reference.secret,
      message: messageOf(flow.reference.secret, "for the project itself"),
    }));
}
