import type { AzurePipelinesModel } from "../../platforms/azure-pipelines/model.ts";
import { asMapping, entryOf, scalarOf } from "../../platforms/document/access.ts";
import type { GithubActionsModel } from "../../platforms/github-actions/model.ts";
import { usesRemote } from "../../policies/scope/persisted-git-credentials.ts";
import { type Attempt, type PipelineScene, pipelineFix } from "../contract.ts";
import { edit } from "../edit.ts";
import { addUnder } from "../yaml/add-entry.ts";
import { mapWith } from "../yaml/list-item.ts";

const NEEDED = { refused: "a later step talks to the repository with what the checkout leaves" } as const;

/** Lets the checkout keep no credential. */
export const persistedCredentials = pipelineFix<GithubActionsModel | AzurePipelinesModel>({
  rules: ["scope/persisted-git-credentials"],
  platforms: ["azure-pipelines", "github-actions"],
  does: "Sets `persist-credentials: false` at the checkout, or `persistCredentials: false` on Azure.",
  mend: (scene) => (scene.model.kind === "azure" ? onAzure(scene) : onGithub(scene, scene.model)),
});

function onGithub({ match, flows, yaml }: PipelineScene, model: GithubActionsModel): Attempt {
  const lists = model.kind === "action" ? [model.steps] : model.jobs.map(({ steps }) => steps);
  const steps = lists.find((list) => list.some(({ uses }) => uses?.place.span.start === match.place.span.start)) ?? [];
  const at = steps.findIndex(({ uses }) => uses?.place.span.start === match.place.span.start);
  if (steps.slice(at + 1).some((step) => usesRemote(step, flows))) return NEEDED;
  const step = mapWith(yaml.pathTo(match.place.span.start), ["uses"]);
  if (step === undefined) return { refused: "the step is not found" };
  const does = "Lets the checkout leave no credential on disk.";
  const inputs = asMapping(entryOf(step, "with")?.value);
  const setting = inputs?.entries.find(({ key }) => key.value.toLowerCase() === "persist-credentials");
  const value = setting === undefined ? undefined : scalarOf(inputs, setting.key.value);
  const made =
    value === undefined
      ? addUnder(yaml, step, "with", { name: "persist-credentials", value: "false" }, { below: "uses" })
      : yaml.replaceScalar(value, "false");
  return made === undefined ? { refused: "the step is not written in lines" } : { does, edits: [made] };
}

function onAzure({ match, flows, yaml }: PipelineScene): Attempt {
  const isPushed = flows.commands.some(
    ({ name, words, place }) =>
      name === "git" &&
      place.span.start > match.place.span.start &&
      words.some((word) => /^(?:push|fetch|pull|clone|submodule|lfs)$/.test(word)),
  );
  if (isPushed) return NEEDED;
  const { start, end } = match.place.span;
  return { does: "Lets the checkout leave no credential on disk.", edits: [edit(yaml.unit, start, end, "false")] };
}
