import type { PlacedText } from "../../core/pipeline.ts";
import { joinScalars } from "../document/join-scalars.ts";
import type { ScriptLanguage } from "../script/script.ts";
import type { Job, ScriptLines } from "./model.ts";

/** The lines of a section as one text: one shell runs them all, so that a variable of one line is known in the next. */
export const joinLines = (lines: ScriptLines): PlacedText => joinScalars(lines);

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
