import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { PolicyContext, PolicyMatch } from "../../core/stages.ts";
import { callOfJob } from "../../platforms/azure-pipelines/flows.ts";
import type { AzurePipelinesModel } from "../../platforms/azure-pipelines/model.ts";
import { jobNames } from "../../platforms/buildkite/job-names.ts";
import type { BuildkiteModel } from "../../platforms/buildkite/model.ts";
import { givesHostRights } from "../../platforms/buildkite/plugins.ts";
import { hostRights as containerRights } from "../../platforms/container-steps/host-rights.ts";
import { placeWithin, type Scalar } from "../../platforms/document/tree.ts";
import type { Container } from "../../platforms/github-actions/model.ts";
import { hostRights as jenkinsRights } from "../../platforms/jenkins/host-rights.ts";
import type { PlatformId, PlatformModels } from "../../platforms/registry.ts";
import { hostRights as tektonRights } from "../../platforms/tekton/host-rights.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { byStake, givenAt, stakeClause, stakeOf } from "../stake.ts";

/** A container that can get out of itself, in a job with secrets. */
export const dockerSockOrPrivileged = definePolicy({
  meta: {
    id: "scope/docker-sock-or-privileged",
    title: "Container with the rights of its host",
    why: "Whoever can talk to Docker's socket, or runs privileged, is root on the machine: he reads the memory and the files of every other container there, and with them the secrets of the job. Medium: a secret is in the job, or its token can write. Low: neither is so as yet.",
    fix: "Build images without a daemon: `buildah`, `kaniko`, BuildKit rootless. Give a container the one device or capability that it needs (`--device`, `--cap-add`), and start what needs more in a job of its own, without secrets.",
    on: {
      "cloud-build": { fix: "That a build has Docker is the platform's own affair: leave `--privileged` out." },
      codebuild: { fix: "That a build has Docker is the platform's own affair: leave `--privileged` out." },
    },
    severity: "medium",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.docker.com/engine/security/#docker-daemon-attack-surface",
      "https://docs.gitlab.com/ci/docker/using_docker_build/#use-docker-in-docker",
    ],
    practices: ["P5"],
    cwe: [250, 269],
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
  check({ model, flows }) {
    const containers = containersOf(model);
    const commands = flows.commands.flatMap((command) =>
      inCommand(command).map((place) => ({ place, ...jobOf(command) })),
    );
    return onePerPlace([...containers, ...commands].map(({ place, job }) => matchOf(flows, place, job)));
  },
});

interface InJob {
  readonly place: Place;
  readonly job: string | undefined;
}

/** Containers that get the machine by what the platform is told, and their jobs. */
function containersOf(model: PolicyContext<PlatformModels[PlatformId]>["model"]): readonly InJob[] {
  switch (model.kind) {
    case "workflow":
      return model.jobs.flatMap(({ id, container, services }) =>
        [container, ...services.map((service) => service.container)].flatMap((one) =>
          one === undefined ? [] : inContainer(one).map((place) => ({ place, job: id.value })),
        ),
      );
    case "azure":
      return ofAzure(model);
    case "buildkite":
      return ofBuildkite(model);
    case "drone":
    case "woodpecker":
      return containerRights(model);
    case "tekton":
      return tektonRights(model);
    case "jenkins":
      return jenkinsRights(model).map(({ place, job }) => ({ place, job }));
    case "compose":
      return model.services.flatMap(({ name, hostRights }) =>
        hostRights.map((setting) => ({ place: placeOf(setting, SOCKET_MOUNT) ?? setting.place, job: name.value })),
      );
    default:
      return [];
  }
}

/** Containers that jobs of Azure run in. The socket is in them unless they say that it is not. */
function ofAzure(model: AzurePipelinesModel): { readonly place: Place; readonly job: string }[] {
  return model.stages.flatMap((stage) =>
    stage.jobs.flatMap((job) => {
      const own = [job.container, ...job.services].flatMap((one) => one ?? []);
      const containers = own.map(
        (one) => model.resources.containers.find(({ alias }) => alias?.value === one.image?.value) ?? one,
      );
      const places = containers.flatMap(({ options, mountDockerSocket }) => [
        ...(options === undefined ? [] : [placeOf(options, PRIVILEGED), placeOf(options, SOCKET)]),
        mountDockerSocket?.value.toLowerCase() === "true" ? mountDockerSocket.place : undefined,
      ]);
      return places.flatMap((place) => (place === undefined ? [] : [{ place, job: callOfJob(stage, job) }]));
    }),
  );
}

/** Containers that plugins of Buildkite start, and what they are told. */
function ofBuildkite({ steps }: BuildkiteModel): { readonly place: Place; readonly job: string }[] {
  const commands = steps.filter((step) => step.kind === "command");
  const names = jobNames(commands);
  return commands.flatMap((step) =>
    step.plugins
      .flatMap(({ settings }) => settings.filter(givesHostRights))
      .map(({ value }) => ({ place: value.place, job: names.get(step)?.name ?? "" })),
  );
}

const jobOf = ({ job }: Command) => (job === undefined ? { job: undefined } : { job });

const SOCKET_MOUNT = /^[^:]*(?:docker|podman|containerd)\.sock\b/;

const SOCKET = /(?:docker|podman|containerd)\.sock\b/;

const PRIVILEGED = /(?<![\w-])--privileged(?!=false)(?![\w-])|--pid[= ]host\b|--cap-add[= ](?:ALL|SYS_ADMIN)\b/;

function inContainer({ options, volumes }: Container): Place[] {
  const found = options === undefined ? [] : [placeOf(options, PRIVILEGED), placeOf(options, SOCKET)];
  return [
    ...found.flatMap((place) => place ?? []),
    ...volumes.filter(({ value }) => SOCKET.test(value)).map(({ place }) => place),
  ];
}

function placeOf(scalar: Scalar, pattern: RegExp): Place | undefined {
  const found = pattern.exec(scalar.value);
  return found === null ? undefined : placeWithin(scalar, found.index, found.index + found[0].length);
}

function inCommand({ name, words, placeOfWord }: Command): Place[] {
  if (!/^(?:docker|podman|nerdctl)$/.test(name) || !words.some((word) => /^(?:run|create|exec)$/.test(word))) return [];
  return words.flatMap((word, index) => {
    if (PRIVILEGED.test(word)) return [placeOfWord(index)];
    if (!SOCKET.test(word) || /^-?-?(?:host|H)\b/.test(words[index - 1] ?? "")) return [];
    const isBehindOption = /^(?:-v|--volume|--mount)$/.test(words[index - 1] ?? "");
    return [isBehindOption ? spanning(placeOfWord(index - 1), placeOfWord(index)) : placeOfWord(index)];
  });
}

const spanning = (first: Place, last: Place): Place => ({
  unit: first.unit,
  span: { start: first.span.start, end: Math.max(first.span.end, last.span.end) },
});

function matchOf(flows: PipelineFlows, place: Place, job: string | undefined): PolicyMatch {
  const stake = stakeOf(flows, job);
  return {
    place,
    severity: byStake(stake, "medium"),
    message: `A container has the rights of its host, and ${stakeClause(stake)}.`,
    related: givenAt(stake.secrets),
  };
}
