import type { PipelineFlows } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import { commandsWithin } from "../flow/commands-within.ts";
import type { AzurePipelinesModel, Step } from "./model.ts";
import { inputOf, scriptOf, taskName } from "./tasks.ts";

/** A checkout that leaves the job's token in the folder, and what the later steps do with that. */
export interface PersistedCredential {
  /** The setting. */
  readonly setting: Scalar;
  /** The step that publishes the whole folder. */
  readonly upload?: Scalar;
}

/** Checkouts whose token is left for code that does not need it. */
export function persistedCredentials(model: AzurePipelinesModel, flows: PipelineFlows): PersistedCredential[] {
  return model.stages
    .flatMap(({ jobs }) => jobs)
    .flatMap(({ steps }) =>
      steps.flatMap((step, index) => {
        const setting = step.kind === "checkout" ? inputOf(step, "persistcredentials") : undefined;
        if (setting === undefined || !/^true$/i.test(setting.value)) return [];
        const later = steps.slice(index + 1);
        const upload = later.map(wholeFolderOf).find((one) => one !== undefined);
        const isRead = later.some(
          (one) => scriptOf(one) !== undefined || one.kind === "task" || one.kind === "template",
        );
        const isNeeded = later.some((one) => usesRemote(one, flows));
        if (upload === undefined && (!isRead || isNeeded)) return [];
        return [{ setting, ...(upload !== undefined && { upload }) }];
      }),
    );
}

const WHOLE_FOLDER =
  /^(?:\.?\/?|\$\((?:Build\.(?:SourcesDirectory|Repository\.LocalPath)|System\.DefaultWorkingDirectory|Agent\.BuildDirectory|Pipeline\.Workspace)\)(?:[\\/](?:s|\*\*)?)?)$/i;

/** What a step publishes, if that is the folder with the sources. */
function wholeFolderOf(step: Step): Scalar | undefined {
  const isPublish = step.kind === "publish" || /^Publish(?:Build|Pipeline)Artifacts?$/i.test(taskName(step));
  if (!isPublish) return undefined;
  const path = step.kind === "publish" ? step.value : inputOf(step, "pathtopublish", "targetpath", "path");
  return path !== undefined && WHOLE_FOLDER.test(path.value.trim()) ? path : undefined;
}

const REMOTE = new Set(["push", "fetch", "pull", "clone", "ls-remote", "submodule", "lfs"]);

const usesRemote = ({ place }: Step, flows: PipelineFlows): boolean =>
  commandsWithin(flows, place).some(({ name, words }) => name === "git" && words.some((word) => REMOTE.has(word)));
