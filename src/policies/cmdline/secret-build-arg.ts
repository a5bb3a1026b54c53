import type { PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { type ArgumentSecret, argumentSecrets } from "../argument-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { toolsAt } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";
import { namesSecret, secretName } from "../secret-like.ts";

/** A secret that is handed to the build of an image as a build argument, and stays in the image. */
export const secretBuildArg = definePolicy({
  meta: {
    id: "cmdline/secret-build-arg",
    title: "Secret in a build argument of an image",
    why: "Build arguments are kept in the image: `docker history` and the attestations that go with the image show them to whoever may pull it, and the build's cache holds them as well. A secret that goes in there is as public as the image.",
    fix: "Mount the secret for the one command that needs it: `RUN --mount=type=secret,id=npm …` in the Dockerfile, and `docker build --secret id=npm,env=NPM_TOKEN .`. Replace the secret if such an image has been pushed, since the old layers keep it.",
    on: {
      "github-actions": {
        fix: "`docker/build-push-action` has the input `secrets:` for it, in place of `build-args:`.",
      },
      compose: { fix: "Name it under `build: { secrets: [NAME] }`." },
    },
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
      "https://docs.docker.com/build/building/secrets/",
    ],
    practices: ["P12"],
    cwe: [522, 538],
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
    const inCommands = argumentSecrets(flows).filter(isBuildArgument).map(matchOf);
    return onePerPlace([...inCommands, ...namesAlone(flows), ...inInputs(flows), ...inLayers(flows)]);
  },
});

const BUILDER = /^(?:docker|docker-compose|podman|buildah|nerdctl|buildctl|executor|kaniko|img|earthly|depot)$/;

/** The word that names the argument, or the one behind such an option. */
const OPTION = /^(?:--build-arg|--opt)$/;

function isBuildArgument({ command: { name, words }, index, word }: ArgumentSecret): boolean {
  return BUILDER.test(name) && (OPTION.test(words[index - 1] ?? "") || /^--(?:build-arg|opt)=/.test(word));
}

function matchOf({ command, flow, index }: ArgumentSecret): PolicyMatch {
  return {
    place: command.placeOfWord(index),
    message: `${flowSubject(flow)} is a build argument, and stays readable in the image.`,
    related: stepsOf({ ...flow, sink: { ...flow.sink, place: command.placeOfWord(index) } }),
  };
}

/** `--build-arg TOKEN` takes the value from the variable of the same name. */
function namesAlone({ commands, references, sharesSecrets }: PipelineFlows): PolicyMatch[] {
  return commands.flatMap(({ name, words, placeOfWord, job }): PolicyMatch[] => {
    if (!BUILDER.test(name)) return [];
    return words.flatMap((word, index) => {
      if (!OPTION.test(words[index - 1] ?? "") || !/^[A-Za-z_]\w*$/.test(word)) return [];
      const bound = references.find((one) => one.boundTo === word && (one.job === undefined || one.job === job));
      if (bound === undefined && !(sharesSecrets && namesSecret(word))) return [];
      const message = `The variable ${word} is a build argument by its name, and stays readable in the image.`;
      const related =
        bound === undefined ? [] : [{ place: bound.place, message: `Here ${secretName(bound.secret)} is given.` }];
      return [{ place: placeOfWord(index), message, related }];
    });
  });
}

const IMAGE_ACTIONS =
  /^(?:docker\/(?:build-push-action|bake-action)|redhat-actions\/buildah-build|mr-smithers-excellent\/docker-build-push|depot\/build-push-action|elgohr\/publish-docker-github-action|int128\/kaniko-action|whoan\/docker-build-with-cache-action|useblacksmith\/build-push-action|(?:docker\.io\/)?plugins\/(?:docker|kaniko[\w-]*|ecr|gcr|gar|acr|buildx)|(?:(?:docker\.io|codeberg\.org|quay\.io)\/)?woodpecker(?:ci|-ci)\/plugin-(?:docker-buildx|kaniko)|thegeeklab\/drone-docker-buildx)$/i;

const ARGUMENT_INPUT = /^(?:build[-_]?args?|buildargs|set)$/i;

function inInputs(flows: PipelineFlows): PolicyMatch[] {
  return flows.references
    .filter((one) => ARGUMENT_INPUT.test(one.boundTo ?? ""))
    .filter((one) => toolsAt(flows, one).some(({ name }) => IMAGE_ACTIONS.test(name)))
    .map(({ place, secret }) => ({
      place,
      message: `A build argument holds ${secretName(secret)}, and stays readable in the image.`,
    }));
}

/** What a platform hands to a build by itself: the `args` of a Compose file. */
function inLayers({ flows }: PipelineFlows): PolicyMatch[] {
  return flows
    .filter(({ sink }) => sink.kind === "layer")
    .map((flow) => ({
      place: flow.sink.place,
      message: `${flowSubject(flow)} is given as ${flow.sink.name}, and stays readable in the image.`,
      related: stepsOf(flow),
    }));
}
