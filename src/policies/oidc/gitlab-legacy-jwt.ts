import type { PolicyMatch } from "../../core/stages.ts";
import type { IdToken } from "../../platforms/gitlab-ci/model.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A token of a job's identity that is good for anybody, or that GitLab no longer makes. */
export const gitlabLegacyJwt = definePolicy({
  meta: {
    id: "oidc/gitlab-legacy-jwt",
    title: "Identity token without an audience of its own",
    why: "`CI_JOB_JWT` and its versions were in the environment of every job and said nothing of whom they were for: a server that was shown one could show it elsewhere. GitLab took them away in version 17, so that such a job now sends an empty text. Medium: an `id_tokens:` entry whose `aud` is GitLab itself or missing is no better: any service that trusts this GitLab takes it.",
    fix: "Declare the token that the job needs, for the one service that it is for: `id_tokens: { VAULT_ID_TOKEN: { aud: https://vault.example.com } }`, and set the same audience in the service (`bound_audiences`).",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.gitlab.com/ci/secrets/id_token_authentication/",
      "https://docs.gitlab.com/update/deprecations/#old-versions-of-json-web-tokens-are-deprecated",
    ],
    practices: ["P9"],
    cwe: [287, 1188],
  },
  platforms: ["gitlab-ci"],
  check({ model, flows }) {
    const old = flows.references
      .filter(({ secret }) => /^CI_JOB_JWT(?:_V[12])?$/.test(secret))
      .map(
        ({ place, secret }): PolicyMatch => ({
          place,
          message: `GitLab no longer makes ${secret}, which was good for any audience.`,
        }),
      );
    return onePerPlace([...old, ...model.jobs.flatMap((job) => job.idTokens).flatMap(matchOf)]);
  },
});

/** GitLab's own address, or nothing: every service that trusts it takes the token. */
const ANYBODY = /^(?:\s*|\*|https?:\/\/gitlab\.com\/?|\$\{?CI_SERVER_(?:URL|HOST|FQDN)\}?\/?)$/i;

function matchOf({ name, audiences }: IdToken): PolicyMatch[] {
  if (audiences.length > 0 && !audiences.some(({ value }) => ANYBODY.test(value))) return [];
  return [
    {
      place: name.place,
      severity: "medium",
      message: `The identity token ${name.value} is for no service in particular.`,
    },
  ];
}
