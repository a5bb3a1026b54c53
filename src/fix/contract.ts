import type { Edit } from "../core/finding.ts";
import type { PipelineFlows } from "../core/pipeline.ts";
import type { PolicyMatch, Siblings } from "../core/stages.ts";
import type { YamlText } from "./yaml/yaml-text.ts";

/** How a finding is mended: edits of one or more files, in bytes of what they hold now. */
export interface Mend {
  /** What the edits do, a sentence. */
  readonly does: string;
  readonly edits: readonly Edit[];
  /** Secrets of the platform that have to be made for it, by their names. */
  readonly secrets?: readonly string[];
  /** Environment variables that the code now asks for, by their names. */
  readonly variables?: readonly string[];
}

/** Why a finding is not mended, as a clause: `the file gives no secrets by name`. */
export interface Refusal {
  readonly refused: string;
}

export type Attempt = Mend | Refusal;

export const isRefusal = (attempt: Attempt): attempt is Refusal => "refused" in attempt;

/** Other files of the same state of the repository. */
export interface Repository {
  /** The YAML of a file by its path from the root; undefined where there is none that can be read. */
  yaml(path: string): YamlText | undefined;
  /** Texts of files that fix versions, such as lock files, by their paths. */
  lockFiles(): ReadonlyMap<string, string>;
}

/** A policy's match with all that a fix may go by. */
export interface PipelineScene<Model = unknown> {
  readonly match: PolicyMatch;
  readonly model: Model;
  readonly flows: PipelineFlows;
  readonly yaml: YamlText;
  readonly siblings: Siblings<Model>;
  readonly repository: Repository;
  /** A name that no other value of the repository has: the wanted one, or one like it. */
  readonly unique: (wanted: string) => string;
}

/** One way of mending what policies find in pipelines. */
export interface PipelineFix<Model = unknown> {
  /** Ids of the policies whose findings it mends. */
  readonly rules: readonly string[];
  /** Ids of the platforms that it knows the syntax of. */
  readonly platforms: readonly string[];
  /** Platforms on which nobody can without their service, with why as a clause. */
  readonly notOn?: Readonly<Record<string, string>>;
  /** What it does, a sentence for documentation. */
  readonly does: string;
  mend(scene: PipelineScene<Model>): Attempt;
}

/** A fix for models of one kind, for the table of all. */
export const pipelineFix = <Model>(fix: PipelineFix<Model>): PipelineFix => fix;
