import type { PlacedText } from "../../core/pipeline.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import type { ScriptLanguage } from "../script/script.ts";
import type { Job, ScriptLines } from "./model.ts";

/**
 * Joins the lines of a section: one shell runs them all, so that a variable of one line is known in the next. A place
 * never goes beyond the item that it starts in, because the next one may be written anywhere.
 */
export function joinLines(lines: ScriptLines): PlacedText {
  const starts: number[] = [];
  let length = 0;
  for (const { value } of lines) {
    starts.push(length);
    length += value.length + 1;
  }
  return {
    value: lines.map(({ value }) => value).join("\n"),
    placeOf: (start, end) => {
      const index = Math.max(
        0,
        starts.findLastIndex((from) => from <= start),
      );
      const line = lines[index] as Scalar;
      const from = starts[index] ?? 0;
      return placeWithin(line, start - from, Math.min(end - from, line.value.length));
    },
  };
}

const WINDOWS = /\bwindows\b|powershell|\bpwsh\b|servercore|nanoserver/i;

/** Beginnings of lines that only PowerShell knows. */
const POWERSHELL =
  /^[ \t]*(?:\$env:\w|\$[A-Za-z_]\w*[ \t]*=|(?:Write|New|Get|Set|Invoke|Remove|Copy|Expand|Start|Import|Install)-[A-Z]\w+)/m;

const CMD = /^[ \t]*@?(?:call[ \t]|set[ \t]+"?\w+=|if[ \t]+(?:not[ \t]+)?exist[ \t])/im;

/** The language of a job's scripts. GitLab leaves it to the runner: told by its tags and image, and by the lines themselves. */
export function languageOfJob({ tags, image }: Pick<Job, "tags" | "image">, text: string): ScriptLanguage {
  const onWindows = WINDOWS.test(
    [...tags, ...(image === undefined ? [] : [image.name])].map(({ value }) => value).join(" "),
  );
  if (POWERSHELL.test(text)) return "pwsh";
  if (!onWindows) return "bash";
  return CMD.test(text) ? "cmd" : "pwsh";
}
