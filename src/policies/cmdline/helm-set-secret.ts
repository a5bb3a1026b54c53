import { type ArgumentSecret, argumentSecrets } from "../argument-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A secret among the values that helm is given on its command line. */
export const helmSetSecret = definePolicy({
  meta: {
    id: "cmdline/helm-set-secret",
    title: "Secret in a `--set` of helm",
    why: "What helm is given with `--set` stands in the list of processes, and helm keeps it: the values of each release lie in the cluster, where `helm get values` shows them to whoever may read that namespace's secrets, for every revision. `--debug` and `--dry-run` print them to the log.",
    fix: "Let the chart refer to a Secret that the cluster gets in another way: External Secrets, Sealed Secrets, the CSI driver for stores, or a Secret that is applied beside the release. Where the value has to come with the release, keep it in an encrypted file (`helm secrets upgrade -f secrets.enc.yaml`).",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://helm.sh/docs/chart_best_practices/values/",
      "https://helm.sh/docs/helm/helm_get_values/",
      "https://external-secrets.io/latest/introduction/overview/",
    ],
    practices: ["P12"],
    cwe: [214, 522],
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
    return onePerPlace(
      argumentSecrets(flows)
        .filter(isSet)
        .map(({ flow, command, index }) => ({
          place: command.placeOfWord(index),
          message: `${flowSubject(flow)} is given to ${command.name} as a value on its command line, and kept with the release.`,
          related: stepsOf({ ...flow, sink: { ...flow.sink, place: command.placeOfWord(index) } }),
        })),
    );
  },
});

const SET = /^--set(?:-string|-json|-literal)?(?:=|$)/;

const isSet = ({ command: { name, words }, index, word }: ArgumentSecret): boolean =>
  /^(?:helm|helmfile|helm3)$/.test(name) && (SET.test(words[index - 1] ?? "") || SET.test(word));
