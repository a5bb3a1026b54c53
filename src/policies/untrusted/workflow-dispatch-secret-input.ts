import { definePolicy } from "../define-policy.ts";
import { namesSecret } from "../secret-like.ts";

/** A secret that whoever starts the pipeline has to type in. */
export const workflowDispatchSecretInput = definePolicy({
  meta: {
    id: "untrusted/workflow-dispatch-secret-input",
    title: "Secret asked for as a plain input",
    why: "What is typed into the form that starts a pipeline is kept with the run and shown to everybody who may see it. Nothing masks it in the log, since the platform does not know that it is a secret, and whoever may start the pipeline has to have it at hand in the first place. High: a person types it in. Medium: another pipeline hands it over as an input, where it could hand it over as a secret.",
    fix: "Store the secret (of an environment, where it differs by target) and read it from there; let the input choose which one.",
    on: {
      "github-actions": {
        fix: "The input is of `type: environment`, or a choice of names. A reusable workflow declares the secret under `secrets:`, not `inputs:`.",
      },
      "cloud-build": { fix: "Name it under `availableSecrets`." },
      jenkins: {
        fix: "A parameter of the type `credentials` lets people choose among stored ones, and `password` keeps what is typed in encrypted.",
      },
      tekton: { fix: "Take the name of a Secret as the parameter." },
    },
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-when-your-workflow-runs/events-that-trigger-workflows#workflow_dispatch",
      "https://docs.gitlab.com/ci/pipelines/#prefill-variables-in-manual-pipelines",
      "https://docs.gitlab.com/ci/inputs/",
      "https://circleci.com/docs/guides/orchestrate/pipeline-variables/",
    ],
    practices: ["P12", "P13"],
    cwe: [200, 522],
    allows: { what: "inputs and parameters", example: "one_time_code" },
  },
  platforms: [
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
  ],
  check({ model, flows }) {
    // An action has no secrets of its own: its inputs are the one way in.
    if (model.kind === "action") return [];
    return (
      flows.parameters
        // A template of Azure is given the name of a secret variable, `$(Password)`, a command of CircleCI the text `$TOKEN`.
        .filter(({ by }) => by === "person" || !/^(?:azure-pipelines|circleci)$/.test(flows.platform))
        .filter(({ name, takesText }) => takesText && namesSecret(name) && !SWITCH.test(name) && !PLAIN_KEY.test(name))
        .map(({ name, place, by }) => ({
          place,
          subject: name,
          severity: by === "person" ? ("high" as const) : ("medium" as const),
          message:
            by === "person"
              ? `Whoever starts the pipeline types in ${name}, which is kept with the run in plain.`
              : `A caller hands ${name} over as a plain input, which nothing masks.`,
        }))
    );
  },
});

/** Questions about a secret, not the secret: whether to use one, which one. */
const SWITCH =
  /^(?:use|with|skip|has|need|needs|enable|disable|rotate|renew|refresh|is|no)[-_]|[-_](?:key|variable|secret|token)[-_]?names?$|^(?:cache|primary|sort|partition)[-_]?key/i;

/** A key of another kind: without a word of secrecy in front of it, it opens nothing. */
const PLAIN_KEY =
  /^(?!.*(?:api|access|private|secret|auth|sign(?:ing)?|encryption|ssh|deploy|license|master|account|service|gpg|pgp|pass|token|pwd)).*key/i;
