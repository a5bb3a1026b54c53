import type { GitlabCiModel, Include } from "./model.ts";

/** What an `include` leads to in its own repository: the files that are at hand, in the order of their paths. */
export interface IncludedFiles {
  readonly include: Include;
  readonly files: readonly GitlabCiModel[];
}

/** Files of a scan by what they include of their own repository. */
export interface Inclusions {
  of(model: GitlabCiModel): readonly IncludedFiles[];
  /** What its jobs start as pipelines of their own, by job. */
  startedBy(model: GitlabCiModel): readonly (readonly IncludedFiles[])[];
  /** The files that a file is a part of; those of pipelines that start by themselves come first. Empty for one that is such a start. */
  startsOf(model: GitlabCiModel): readonly GitlabCiModel[];
  /** All files that are no part of others. */
  starts(): readonly GitlabCiModel[];
  /** What includes lead to that stand in the file of a path; nothing of what lies elsewhere. */
  resolve(from: string, includes: readonly Include[]): readonly IncludedFiles[];
}
