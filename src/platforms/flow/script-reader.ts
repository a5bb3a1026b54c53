import { followScript } from "../script/read-script.ts";
import type { FollowedScript, RunnerDialect, ScriptLanguage, TextRange } from "../script/script.ts";

/** Longer than any script that a runner takes: nobody writes one by hand, and reading it could take minutes. */
const MAX_SCRIPT = 128 * 1024;

/** Characters of script that one file may have, all jobs together; the same text counts once. */
const MAX_SCRIPTS = 4 * 1024 * 1024;

/** Scripts of a file that have been read: anchors, templates and commands bring one into many jobs. */
export interface ScriptReader {
  /** Nothing for what is too long, or one too many. */
  read(text: string, language: ScriptLanguage, holes?: readonly TextRange[]): FollowedScript | undefined;
}

/** Reads the scripts of one file, within what a file may have. */
export function scriptReader(dialect: RunnerDialect): ScriptReader {
  const known = new Map<string, FollowedScript>();
  let left = MAX_SCRIPTS;
  return {
    read(text, language, holes = []) {
      const key = `${language} ${holes.map(({ start, end }) => `${start}-${end}`).join(" ")} ${text}`;
      const followed = known.get(key);
      if (followed !== undefined) return followed;
      left -= text.length;
      if (text.length > MAX_SCRIPT || left < 0) return undefined;
      const result = followScript({ text, language, holes }, dialect);
      known.set(key, result);
      return result;
    },
  };
}
