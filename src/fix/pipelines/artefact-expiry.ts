import type { Edit } from "../../core/finding.ts";
import { asScalar } from "../../platforms/document/access.ts";
import { type Attempt, type PipelineScene, pipelineFix } from "../contract.ts";
import { addUnder } from "../yaml/add-entry.ts";
import { entryWith, lastEntry, mapWith } from "../yaml/list-item.ts";

/** Long enough to look into a run that failed, and to fetch what it made. */
const DAYS = "7";
const WEEK = "1 week";

/** Says when artefacts of a job with secrets are deleted. */
export const artefactExpiry = pipelineFix({
  rules: ["artefact/artefact-no-expiry"],
  platforms: ["github-actions", "gitlab-ci"],
  does: "Adds `retention-days: 7`, or `expire_in: 1 week` on GitLab.",
  mend(scene) {
    const { match, yaml } = scene;
    if (/upload-pages-artifact/i.test(yaml.written(match.place.span.start, match.place.span.end)))
      return { refused: "the action lets go of what it uploads after a day by itself" };
    const edited = scene.flows.platform === "gitlab-ci" ? onGitlab(scene) : onGithub(scene);
    const attempt: Attempt =
      edited === undefined
        ? { refused: "the artefact is not written in lines" }
        : { does: "Lets the artefacts go after a week.", edits: [edited] };
    return attempt;
  },
});

function onGithub({ match, yaml }: PipelineScene): Edit | undefined {
  const frames = yaml.pathTo(match.place.span.start);
  const there = lastEntry(frames);
  const scalar = there?.entry.key.value === "retention-days" ? asScalar(there.entry.value) : undefined;
  if (scalar !== undefined) return yaml.replaceScalar(scalar, DAYS);
  const step = mapWith(frames, ["uses"]);
  return step && addUnder(yaml, step, "with", { name: "retention-days", value: DAYS }, { below: "uses" });
}

function onGitlab({ match, yaml }: PipelineScene): Edit | undefined {
  const frames = yaml.pathTo(match.place.span.start);
  const there = lastEntry(frames);
  const scalar = there?.entry.key.value === "expire_in" ? asScalar(there.entry.value) : undefined;
  if (scalar !== undefined) return yaml.replaceScalar(scalar, WEEK);
  const owner = entryWith(frames, ["artifacts"])?.map;
  return owner && addUnder(yaml, owner, "artifacts", { name: "expire_in", value: WEEK }, { below: "artifacts" });
}
