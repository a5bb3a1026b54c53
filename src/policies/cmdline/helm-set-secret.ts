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
  examples: {
    flag: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: helm upgrade --install shop ./chart --set «db.password="$DB_PASSWORD"» --set image.tag=1
                  env:
                    DB_PASSWORD: \${{ secrets.DB_PASSWORD }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - helm upgrade shop ./chart «--set-string=token=$DEPLOY_TOKEN»
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - task: HelmDeploy@0
              inputs:
                command: upgrade
                chartPath: chart
                overrideValues: «db.password=$(DbPassword)»
            - bash: helm upgrade shop ./chart «--set-string=token=$TOKEN»
              env:
                TOKEN: $(DeployToken)
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run: helm upgrade app ./chart --set «"db.password=$DB_PASSWORD"»
        `,
      },
    ],
    ok: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: helm upgrade --install shop ./chart --set image.tag="$GITHUB_SHA"
                  env:
                    KUBECONFIG: \${{ secrets.KUBECONFIG }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - helm secrets upgrade shop ./chart -f secrets.enc.yaml --set image.tag=$CI_COMMIT_SHA
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - task: HelmDeploy@0
              inputs:
                command: upgrade
                chartPath: chart
                overrideValues: image.tag=$(Build.BuildId)
                valueFile: $(Agent.TempDirectory)/values.yaml
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run: helm secrets upgrade app ./chart --values secrets.enc.yaml --set image.tag=$CIRCLE_SHA1
        `,
      },
    ],
  },
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
