import type { Place } from "../../core/span.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";

/** A secret that a script prints to the job's log. */
export const secretEcho = definePolicy({
  meta: {
    id: "logs/secret-echo",
    title: "Secret printed to the log",
    why: "Logs are read by many, kept for months and copied elsewhere. The platform hides a secret in them (`***`, on GitLab `[MASKED]` and only if the variable is set to be masked), but only where it stands exactly as it was stored: one of several lines, or in a document, may be shown in part. The masking is all that stands between the secret and the reader; Tekton, Cloud Build and Compose mask nothing at all. What is changed on its way to the log, and so not masked at all, is `logs/transform-defeats-mask`.",
    fix: 'Delete the line, or test the variable without printing it: `test -n "$API_TOKEN"`. If a value that was derived from a secret has to be in the job, mask it first: `echo "::add-mask::$VALUE"` on GitHub, `echo "##vso[task.setsecret]$VALUE"` on Azure; GitLab and CircleCI cannot mask a value while a job runs, so store the derived value as a masked variable of its own, or in a context. If a run has already shown the value, delete that run\'s logs, revoke the secret where it was issued and store a new one.',
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions#redacting-secrets-from-workflow-run-logs",
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions#masking-a-value-in-a-log",
      "https://docs.gitlab.com/ci/variables/#mask-a-cicd-variable",
      "https://circleci.com/docs/guides/security/env-vars/#secrets-masking",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands#setsecret-register-a-value-as-a-secret",
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
  examples: {
    flag: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              env:
                API_TOKEN: \${{ secrets.API_TOKEN }}
              steps:
                - run: echo "«$API_TOKEN»"
                - run: |
                    # Look at it once.
                    echo "«$API_TOKEN»" | tee /dev/stderr
                    printf 'key=%s\\n' '«\${{ secrets.DEPLOY_KEY }}»'
        `,
      },
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: windows-latest
              steps:
                - run: Write-Host "token is «$env:API_TOKEN»"
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
                - shell: python
                  run: print("token", «os.environ["API_TOKEN"]»)
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            variables:
              PGPASSWORD: $DB_PASSWORD
            script:
              - echo "«$PGPASSWORD»"
              - key=$DEPLOY_KEY
              - echo "«$key»"
            after_script:
              - echo "«$CI_JOB_TOKEN»" | cat
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          .deploy:
            before_script:
              - printf 'token %s' "«\${API_TOKEN}»"

          staging:
            extends: .deploy
            script: [make deploy]

          windows:
            tags: [saas-windows-medium-amd64]
            script:
              - Write-Host "«$env:API_TOKEN»"
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            id_tokens:
              VAULT_ID_TOKEN:
                aud: https://vault.example.com
            secrets:
              DB_PASSWORD:
                vault: production/db/password@ops
                file: false
            script:
              - echo "«$VAULT_ID_TOKEN»" "«$DB_PASSWORD»"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - script: echo «$(ApiToken)» is «$(DeployToken)»
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          variables:
            - group: shop
          steps:
            - bash: |
                echo "«$API_TOKEN»" | sort
              env:
                API_TOKEN: $(ApiToken)
            - pwsh: Write-Host "token «$env:SYSTEM_ACCESSTOKEN»"
              env:
                SYSTEM_ACCESSTOKEN: $(System.AccessToken)
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - task: AzureKeyVault@2
              inputs:
                azureSubscription: shop
                KeyVaultName: shop
                SecretsFilter: storage
            - task: PowerShell@2
              inputs:
                targetType: inline
                script: |
                  Write-Output «$(storage)»
            - task: AzureCLI@2
              inputs:
                azureSubscription: shop
                scriptType: bash
                scriptLocation: inlineScript
                addSpnToEnvironment: true
                inlineScript: echo "«$servicePrincipalKey»"
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          commands:
            show:
              parameters:
                token: { type: env_var_name }
              steps:
                - run: echo "«\${<< parameters.token >>}»"
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              environment:
                PGPASSWORD: $DB_PASSWORD
              steps:
                - run: |
                    echo "«$PGPASSWORD»"
                - run: echo "export KEY=$DEPLOY_KEY" >> "$BASH_ENV"
                - run: printf 'key %s' "«$KEY»"
                - run:
                    shell: python3
                    command: print("token", «os.environ["API_TOKEN"]»)
                - show: { token: CHAT_TOKEN }
                - run: echo "«$CIRCLE_OIDC_TOKEN»"
          workflows:
            main:
              jobs: [deploy]
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            windows:
              machine: { image: "windows-server-2022-gui:current" }
              resource_class: windows.medium
              steps:
                - run: Write-Host "«$env:API_TOKEN»"
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
              env:
                API_TOKEN: \${{ secrets.API_TOKEN }}
                HAS_TOKEN: \${{ secrets.API_TOKEN != '' }}
              steps:
                - run: |
                    test -n "$API_TOKEN"
                    echo "has a token: $HAS_TOKEN, of length \${#API_TOKEN}"
                    echo "::add-mask::$API_TOKEN"
                    echo "$API_TOKEN" | docker login --username ci --password-stdin ghcr.io
                    echo "$API_TOKEN" | base64 --decode > key.json
                    echo "\${API_TOKEN:+set}"
                    token=$(echo "$API_TOKEN" | cut -d. -f1)
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            CACHE_KEY: v1
            API_TOKEN_NAME: deploy
          deploy:
            script:
              - test -n "$API_TOKEN"
              - echo "$CI_REGISTRY_PASSWORD" | docker login --username "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
              - echo "$DEPLOY_KEY" | base64 --decode > key.pem
              - echo "$CACHE_KEY $API_TOKEN_NAME $CI_COMMIT_SHA of length \${#API_TOKEN}"
              - API_TOKEN=none; echo "$API_TOKEN"
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            secrets:
              KUBECONFIG:
                vault: production/cluster/config@ops
            script:
              - echo "reading $KUBECONFIG"
              - kubectl --kubeconfig "$KUBECONFIG" apply -f app.yml
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: |
                test -n "$API_TOKEN" && echo "is set"
                echo "$(Build.BuildId) of $(buildConfiguration) at $(date)"
                echo "##vso[task.setsecret]$API_TOKEN"
                curl --header @headers.txt https://example.com
              env:
                API_TOKEN: $(ApiToken)
            - pwsh: |
                $body = @{ name = "shop" } | ConvertTo-Json
                Write-Host $body
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          variables:
            token-name: shop
            passwordLength: 12
          steps:
            - script: echo $(token-name) $(passwordLength)
            - script: echo $API_TOKEN
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              environment: { API_TOKEN_NAME: deploy, CACHE_KEY: v1 }
              steps:
                - run: |
                    test -n "$API_TOKEN"
                    echo "$DOCKER_PASSWORD" | docker login --username ci --password-stdin
                    echo "$DEPLOY_KEY" | base64 --decode > key.pem
                    echo "$API_TOKEN_NAME $CACHE_KEY $CIRCLE_SHA1 of length \${#API_TOKEN}"
                - run: |
                    cat \\<<EOF > key.json
                    $SIGNING_KEY
                    EOF
        `,
      },
    ],
  },
  *check({ flows }) {
    const hides = HIDES.get(flows.platform) ?? "shows ***";
    const toLog = flows.flows.filter(({ sink }) => sink.kind === "log");
    for (const [, here] of Map.groupBy(toLog, ({ sink }) => keyOf(sink.place))) {
      const [flow] = here;
      // Several ways lead to one place; one that masking does not cover is worse, and has a policy of its own.
      if (flow === undefined || here.some(({ masked }) => !masked)) continue;
      const message = UNMASKED.has(flows.platform)
        ? `${flowSubject(flow)} is printed by ${flow.sink.name}, and the platform hides nothing in its logs.`
        : `${flowSubject(flow)} is printed by ${flow.sink.name}; the log ${hides} only where the value stands exactly as it was stored.`;
      yield { place: flow.sink.place, message, related: stepsOf(flow) };
    }
  },
});

const keyOf = ({ unit, span }: Place): string => `${unit} ${span.start}-${span.end}`;

/** Platforms that write to the log whatever a step prints. */
const UNMASKED: ReadonlySet<string> = new Set(["cloud-build", "compose", "tekton"]);

/** What a log does where the file does not say which variables are hidden in it. */
const HIDES: ReadonlyMap<string, string> = new Map([
  ["buildkite", "hides the value only if the agent redacts variables of that name, and"],
  ["gitlab-ci", "hides the value only if the variable is masked, and"],
  ["bitbucket-pipelines", "hides the value only if the variable is secured, and"],
]);
