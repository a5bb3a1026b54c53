import type { PipelineFlows } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { expressionsIn } from "../../platforms/circleci/expressions.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, namesSecret, secretName } from "../secret-like.ts";

/** A secret that the platform writes into the text of a script before any shell sees it. */
export const expressionInScript = definePolicy({
  meta: {
    id: "cmdline/expression-in-script",
    title: "Secret filled into the text of a script",
    why: "What the platform fills into a script is there before any shell reads it. The secret then lies in a file of the runner, a quote, a dollar sign or a line break in it changes what the script does, and whoever may set the secret may run commands. Medium: it stands outside quotes or within double quotes, where the shell works on it. Low: it stands within single quotes, where only a single quote does harm.",
    fix: "Bind it to a variable of the step, and read that in the script.",
    on: {
      "github-actions": {
        why: "`${{ secrets.X }}` becomes part of the script in this way.",
        fix: 'Write `env: { KEY: ${{ secrets.KEY }} }`, then `deploy --key "$KEY"`.',
      },
      "azure-pipelines": {
        why: "`$(X)` becomes part of the script in this way.",
        fix: 'Write `env: { KEY: $(Key) }`, then `deploy --key "$KEY"`.',
      },
      buildkite: {
        why: "`$TOKEN` in a command is filled in while the pipeline is uploaded, and all who may see the build see the command.",
        fix: "Write `$$KEY`, which only the shell of the job fills in.",
      },
      circleci: {
        why: "`<< pipeline.parameters.token >>` becomes part of the script in this way, and moreover is kept with the pipeline in plain.",
        fix: "Store it in a context or in the project's variables, which the script reads by their names.",
      },
      "cloud-build": {
        why: "`$_KEY` becomes part of the script in this way, and is kept with the build in plain.",
        fix: "Name the secret under `availableSecrets` and `secretEnv`, and write `$$KEY`, which only the shell fills in.",
      },
      compose: {
        why: "`${KEY}` in a command is filled in by whoever starts the services, and `docker inspect` shows the command.",
        fix: "Name it under `environment:` and write `$$KEY`, which only the shell of the container fills in.",
      },
      jenkins: {
        why: "Groovy fills in `\"…${TOKEN}\"`, where it would leave `'…$TOKEN'` to the shell; Jenkins warns of it in the log.",
        fix: "Write the script in single quotes, `sh 'deploy --key \"$KEY\"'`, or `\\$KEY` where Groovy has to fill in something else.",
      },
      tekton: {
        why: "`$(params.key)` becomes part of the script in this way, and is kept with the run in plain.",
        fix: "Take it from a Secret, `env: [{ name: KEY, valueFrom: { secretKeyRef: … } }]`, and write `$KEY`.",
      },
    },
    severity: "medium",
    confidence: "high",
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#good-practices-for-mitigating-script-injection-attacks",
      "https://circleci.com/docs/guides/orchestrate/pipeline-variables/",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/process/set-secret-variables#use-a-secret-variable-in-the-ui",
      "https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#string-interpolation",
    ],
    practices: ["P12"],
    cwe: [94, 522],
  },
  platforms: [
    "azure-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "compose",
    "github-actions",
    "jenkins",
    "tekton",
  ],
  check({ model, flows }) {
    if (model.kind === "buildkite") return onePerPlace(uploaded(flows));
    if (model.kind === "circleci") return onePerPlace(typedIn(flows));
    if (model.kind === "jenkins") return onePerPlace(byGroovy(flows));
    const filled = flows.references.filter((one) => one.via === "script" && !isJobToken(one));
    if (filled.length === 0) return [];
    const filledBy = Map.groupBy(filled, keyOf);
    // What is printed or handed on right there is told by the policies on logs.
    const told = flows.flows.filter(({ sink }) => sink.kind === "log" || sink.kind === "output");
    const toldAt = new Set(told.map(({ sink }) => sink.place.span.start));
    return onePerPlace(
      flows.scripts.flatMap(({ text, job, step }) =>
        [...text.value.matchAll(EXPRESSION)].flatMap(({ index, 0: { length } }): PolicyMatch[] => {
          const place = text.placeOf(index, index + length);
          const secret = filledBy.get(keyOf({ job, step }))?.find((one) => isWithin(one.place, place));
          if (secret === undefined || toldAt.has(place.span.start)) return [];
          const severity = text.value[index - 1] === "'" ? "low" : "medium";
          return [
            {
              place,
              severity,
              message: `The text of the script holds ${secretName(secret.secret)} before any shell reads it.`,
            },
          ];
        }),
      ),
    );
  },
});

const EXPRESSION = /\$\([A-Za-z_][\w.-]{0,200}\)|\$\{\{(?:[^}'\n]|'[^'\n]*'|\}(?!\})){1,500}\}\}/g;

/** Parameters of the pipeline that are secrets by their names: CircleCI fills no others into a script. */
function typedIn({ scripts, parameters }: PipelineFlows): PolicyMatch[] {
  const secrets = parameters.filter(({ name, by, takesText }) => by === "person" && takesText && namesSecret(name));
  const called = new Set(secrets.map(({ name }) => `pipeline.parameters.${name}`));
  return scripts.flatMap(({ text }) =>
    expressionsIn(text.value)
      .filter(({ name }) => called.has(name))
      .map(({ name, start, end }): PolicyMatch => {
        const message = `The text of the script holds ${name} before any shell reads it.`;
        return { place: text.placeOf(start, end), severity: "medium", message };
      }),
  );
}

/** Secrets that Buildkite's agent fills in while it uploads the pipeline, whose steps everybody sees who may see the build. */
function uploaded({ references, flows }: PipelineFlows): PolicyMatch[] {
  const toLog = flows.filter(({ sink }) => sink.kind === "log" || sink.kind === "output");
  const toldAt = new Set(toLog.map(({ sink }) => sink.place.span.start));
  return references
    .filter((one) => one.via === "expression" && !isJobToken(one) && !toldAt.has(one.place.span.start))
    .map((one): PolicyMatch => {
      const message = `The upload of the pipeline writes ${secretName(one)} into the command, where it is kept and shown in plain.`;
      return { place: one.place, severity: "medium", message };
    });
}

/** Secrets that Groovy fills into the text of a script: where it knows them, Jenkins itself warns of that in the log. */
function byGroovy({ scripts, flows }: PipelineFlows): PolicyMatch[] {
  const told = flows.filter(({ sink }) => sink.kind === "log" || sink.kind === "output");
  const toldAt = new Set(told.map(({ sink }) => sink.place.span.start));
  return scripts.flatMap(({ text, filled = [] }) =>
    filled.flatMap(({ start, end, secrets }): PolicyMatch[] => {
      const place = text.placeOf(start, end);
      // Of a credential that is a file its path is filled in.
      const secret = secrets.find(({ via }) => via !== "mount");
      if (secret === undefined || toldAt.has(place.span.start)) return [];
      const severity = text.value[start - 1] === "'" ? "low" : "medium";
      return [
        {
          place,
          severity,
          message: `Groovy writes ${secretName(secret)} into the text of the script before any shell reads it.`,
        },
      ];
    }),
  );
}

const keyOf = ({ job, step }: { readonly job?: string | undefined; readonly step?: string | undefined }): string =>
  JSON.stringify([job, step]);

const isWithin = ({ span }: Place, outer: Place): boolean =>
  outer.span.start <= span.start && span.end <= outer.span.end;
