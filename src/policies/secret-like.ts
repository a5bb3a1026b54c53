import type { Reference } from "../core/pipeline.ts";

/** Words of a name that may mean a secret. */
const SECRET_LIKE =
  /pass|pwd|secret|token|(?<![a-z])(?:pw|key|auth|cred|creds|pat|jwt|pin|salt|dsn)(?![a-z])|apikey|credential|bearer|webhook/i;

/** Last words of a name that make it one of something about a secret. */
const ABOUT =
  /(?:name|user|id|url|uri|host|endpoint|file|path|dir|folder|region|type|kind|ttl|expiry|expires|version|length|size|minute|second|hour|day|timeout|prefix|suffix|header|required|enabled|mode|method|scope|role|arn)s?$/i;

/** Whether a name may be that of a secret. Under any other name a value has to speak for itself: digests look random too. */
export function mayNameSecret(name: string): boolean {
  return SECRET_LIKE.test(name);
}

/** Whether a name is that of a secret, and not of something about one: `DB_PASSWORD`, but not `TOKEN_URL`. */
export function namesSecret(name: string): boolean {
  return SECRET_LIKE.test(name) && !ABOUT.test(name);
}

/** Tokens of the job by their names, on the platforms that make them; elsewhere somebody has stored one under that name. */
const JOB_TOKENS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["github-actions", new Set(["GITHUB_TOKEN"])],
  [
    "gitlab-ci",
    new Set([
      "CI_JOB_TOKEN",
      "CI_BUILD_TOKEN",
      "CI_REGISTRY_PASSWORD",
      "CI_DEPLOY_PASSWORD",
      "CI_DEPENDENCY_PROXY_PASSWORD",
    ]),
  ],
]);

/** Whether a secret is made by the platform for one run, and ends with it. */
export function isJobToken({ secret, builtIn, platform }: Reference): boolean {
  return builtIn === true || JOB_TOKENS.get(platform)?.has(secret) === true;
}

/** How messages call a secret, and what is given as a whole: by its name where the reference has one, as contexts do. */
export function secretName(given: string | Reference): string {
  const secret = typeof given === "string" ? given : given.secret;
  if (secret !== "*") return `the secret ${secret}`;
  if (typeof given !== "string" && given.platform === "travis") return "a secret that is encrypted with its name";
  if (typeof given !== "string" && given.platform === "jenkins")
    return given.boundTo === undefined ? "a credential" : `the credential that ${given.boundTo} takes`;
  const isContext = typeof given !== "string" && given.platform === "circleci" && given.boundTo !== undefined;
  return isContext ? `all that the context ${given.boundTo} holds` : "every secret";
}
