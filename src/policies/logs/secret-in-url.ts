import type { Severity } from "../../core/levels.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { type ArgumentSecret, argumentSecrets } from "../argument-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, namesSecret } from "../secret-like.ts";

/** A secret in the address of a request, where servers and proxies write it into their logs. */
export const secretInUrl = definePolicy({
  meta: {
    id: "logs/secret-in-url",
    title: "Secret in a URL",
    why: "Addresses are written down everywhere: by the server, by each proxy on the way, in error messages, and git keeps the address of a clone with its password in `.git/config`, where later steps and uploaded folders have it. Low: the job's own token, which ends with the job.",
    fix: 'Send it in a header: `curl --header @headers.txt`, `git -c http.extraHeader="Authorization: …" clone …`, or let git ask a credential helper (`gh auth setup-git`, `git config credential.helper`). Replace a secret that has been in an address for long.',
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://owasp.org/www-community/vulnerabilities/Information_exposure_through_query_strings_in_url",
      "https://git-scm.com/docs/gitcredentials",
    ],
    practices: ["P13"],
    cwe: [598, 532],
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "compose",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  check({ flows }) {
    const all = argumentSecrets(flows);
    const named = new Set(all.filter(isNamed).map(wordOf));
    return onePerPlace(
      // Where user and password are secrets both, the password is told.
      all
        .filter((found) => isNamed(found) || !named.has(wordOf(found)))
        .flatMap((found): PolicyMatch[] => {
          const part = partOf(found);
          const { command, flow, index } = found;
          if (part === undefined) return [];
          return [
            {
              place: command.placeOfWord(index),
              severity: isJobToken(flow.reference) ? ("low" satisfies Severity) : "medium",
              message: `${flowSubject(flow)} stands ${part} of a URL that ${command.name} is given.`,
              related: stepsOf({ ...flow, sink: { ...flow.sink, place: command.placeOfWord(index) } }),
            },
          ];
        }),
    );
  },
});

const isNamed = ({ flow }: ArgumentSecret): boolean => namesSecret(flow.reference.secret);

/** The word that a secret stands in. */
const wordOf = ({ command, index }: ArgumentSecret): string => {
  const { unit, span } = command.placeOfWord(index);
  return `${unit} ${span.start}`;
};

const VALUE = String.raw`(?:\$\{\{[^}\n]{1,200}\}\}|\$\([\w.-]{1,100}\)|\$env:\w+|\$\{?\w+[^@\s/]{0,50}|%\w+%)`;

/** A value as the password, or the user alone, in front of the host. */
const USERINFO = new RegExp(String.raw`[a-z][a-z\d+.-]{1,15}:\/\/(?:[^\s:@\/]{0,200}:)?${VALUE}@`, "i");

const QUERY = new RegExp(
  String.raw`:\/\/[^\s?]{1,500}\?(?:[^\s]{0,500}&)?[\w.-]{0,50}(?:token|key|secret|pass(?:word)?|pwd|auth|sig|signature|credential)[\w.-]{0,20}=${VALUE}`,
  "i",
);

function partOf({ word }: ArgumentSecret): string | undefined {
  if (word.length > 2000) return undefined;
  if (USERINFO.test(word)) return "as the password";
  return QUERY.test(word) ? "in the query" : undefined;
}
