import type { PolicyMatch } from "../../core/stages.ts";
import { taskVersion } from "../../platforms/azure-pipelines/tasks.ts";
import { definePolicy } from "../define-policy.ts";
import { isJobToken, secretName } from "../secret-like.ts";

/** A task whose version the file leaves open, and what it gets hold of. */
export const unversionedTask = definePolicy({
  meta: {
    id: "unpinned/unversioned-task",
    title: "Task without a version",
    why: "Without a version Azure runs the newest one that is installed in the organisation, so that an extension that is updated, or taken over by somebody else, changes what the job does, with all that the task is given. With a major version only its minor versions move, and Azure logs which one ran. High: a stored secret or a service connection is given to the task. Low: neither is.",
    fix: "Write the major version that you have tested behind the name: `task: AzureCLI@2`. The versions that there are stand in the reference of the task; a full version (`@2.235.1`) fixes it altogether.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/process/tasks#task-versions",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/steps-task",
    ],
    practices: ["P5"],
    cwe: [829, 1357],
  },
  platforms: ["azure-pipelines"],
  *check({ model, flows }): Iterable<PolicyMatch> {
    for (const step of model.stages.flatMap(({ jobs }) => jobs).flatMap(({ steps }) => steps)) {
      if (step.kind !== "task" || taskVersion(step) !== "" || step.value.value.includes("$")) continue;
      const { place, value } = step.value;
      const secret = flows.flows.find(
        ({ reference, sink }) => sink.place.span.start === place.span.start && !isJobToken(reference),
      )?.reference;
      const connection = step.inputs.find(({ name }) => CONNECTION.test(name.value));
      const given = secret !== undefined ? secretName(secret.secret) : connection && "a service connection";
      yield {
        place,
        severity: given === undefined ? "low" : "high",
        message: `The task ${value} has no version${given === undefined ? "" : `, and ${given} is given to it`}.`,
        related:
          secret === undefined ? [] : [{ place: secret.place, message: `Here ${secretName(secret.secret)} is given.` }],
      };
    }
  },
});

/** Inputs that name a service connection. */
const CONNECTION =
  /^(?:azureSubscription(?:Endpoint)?|connectedServiceName(?:ARM)?|\w*(?:serviceConnection|serviceEndpoint)\w*|containerRegistry|awsCredentials|sonarQube|sonarCloud|sshEndpoint|kubernetesServiceEndpoint|externalFeedCredentials|customEndpoint|publishFeedCredentials)$/i;
