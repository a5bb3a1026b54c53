import { join, relative } from "node:path";
import type { PipelineFlows } from "../../core/pipeline.ts";
import { textOfPath } from "../../files/byte-path.ts";
import { GitError } from "../../git/git-error.ts";
import { openGit } from "../../git/open-repository.ts";
import type { SoughtWord } from "../../history/first-mention.ts";
import { printable } from "../../reporters/printable.ts";
import type { Program } from "../program.ts";
import { printError } from "../write-out.ts";

/** The days on which names were first used in the pipelines' files, by git's history; none where there is no such. */
export async function firstUses(
  names: readonly SoughtWord[],
  pipelines: readonly PipelineFlows[],
  root: string,
  { env }: Program,
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  try {
    const { firstMentions } = await import("../../history/first-mention.ts");
    const repository = openGit({ start: root, environment: env });
    try {
      const top = repository.top === undefined ? root : textOfPath(repository.top);
      const paths = pipelines.map(({ file }) => relative(top, join(root, file)).replaceAll("\\", "/"));
      // What a shallow clone does not have may be older than all that it has.
      if (repository.shallow.size > 0) tell("the clone is shallow, so that nothing says when a secret was first used");
      return repository.shallow.size > 0 ? new Map() : firstMentions(repository, paths, names);
    } finally {
      repository.close();
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.fault !== "not-a-repository") tell(`when secrets were first used is not known: ${error.message}`);
    return new Map();
  }
}

const tell = (text: string): void => void printError(printable(`sealint: note: ${text}.`));
