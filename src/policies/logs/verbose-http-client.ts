import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { argumentSecrets } from "../argument-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, secretName } from "../secret-like.ts";
import { givenAt } from "../stake.ts";

/** A client that is told to print its requests, with the header that holds a secret. */
export const verboseHttpClient = definePolicy({
  meta: {
    id: "logs/verbose-http-client",
    title: "Request with a secret printed to the log",
    why: "`curl -v` and its like print every header that they send. An `Authorization` header is often not the secret as it is stored, but encoded with a user's name (`Basic …`), which no masking knows. Git does the same with `GIT_CURL_VERBOSE` and `GIT_TRACE_CURL`.",
    fix: "Take the option away; `--silent --show-error --fail-with-body` says why a request failed. When you look for a fault, use it for one run, in a run whose log you delete.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://curl.se/docs/manpage.html#-v",
      "https://git-scm.com/docs/git#Documentation/git.txt-GITTRACECURL",
    ],
    practices: ["P13"],
    cwe: [532],
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
    return onePerPlace([...clients(flows), ...switches(flows)]);
  },
});

/** The options by which a client prints what it sends. */
const VERBOSE: ReadonlyMap<string, RegExp> = new Map([
  ["curl", /^(?:-[a-zA-Z]*v[a-zA-Z]*|--verbose|--trace(?:-ascii)?)$/],
  ["wget", /^(?:-[a-zA-Z]*d[a-zA-Z]*|--debug)$/],
  ["http", /^(?:-v+|--verbose|--print=\w*H\w*|-p\w*H\w*)$/],
  ["https", /^(?:-v+|--verbose)$/],
  ["xh", /^(?:-v+|--verbose)$/],
]);

function verboseWord({ name, words }: Command): number {
  const option = VERBOSE.get(name);
  // `-o v` is the name of a file, `-Hv` a header.
  return option === undefined ? -1 : words.findIndex((word) => option.test(word) && !/^-[HXodFuTAe]/.test(word));
}

function clients(flows: PipelineFlows): PolicyMatch[] {
  return argumentSecrets(flows).flatMap(({ command, flow }): PolicyMatch[] => {
    const at = verboseWord(command);
    if (at === -1) return [];
    return [
      {
        place: command.placeOfWord(at),
        severity: isJobToken(flow.reference) ? "low" : "medium",
        message: `The requests that ${command.name} sends are printed to the log, with ${secretName(flow.reference.secret)} in them.`,
        related: givenAt([flow.reference]),
      },
    ];
  });
}

/** Variables by which git prints its requests. */
const SWITCH = /^GIT_(?:CURL_VERBOSE|TRACE_CURL)$/;

function switches({ literals, references }: PipelineFlows): PolicyMatch[] {
  return literals.flatMap(({ name, value, place, job }): PolicyMatch[] => {
    if (!SWITCH.test(name) || /^(?:0|false|)$/i.test(value.trim())) return [];
    const given = references.filter((one) => job === undefined || one.job === undefined || one.job === job);
    const message = `Git prints its requests to the log because of ${name}, with the credentials in them.`;
    return [{ place, severity: given.length > 0 ? "medium" : "low", message, related: givenAt(given.slice(0, 1)) }];
  });
}
