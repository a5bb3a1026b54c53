import type { ScriptLanguage } from "../script/script.ts";
import type { Pool } from "./model.ts";

const WINDOWS = /^(?:windows-|win|vs20)/i;

const CMD = /^[ \t]*@?(?:call[ \t]|set[ \t]+"?\w+=|if[ \t]+(?:not[ \t]+)?exist[ \t]|rem[ \t])|%[A-Za-z_]\w*%/im;

/** The language of `script:`, which is that of the agent's system: told by its image, or by the lines themselves. */
export function languageOfPool(pool: Pool | undefined, text: string): ScriptLanguage {
  const image = pool?.vmImage?.value ?? pool?.name?.value ?? "";
  if (/^(?:ubuntu|macos|linux)/i.test(image)) return "bash";
  if (WINDOWS.test(image) || /\bwindows\b/i.test([...(pool?.demands ?? [])].map(({ value }) => value).join(" ")))
    return "cmd";
  return CMD.test(text) ? "cmd" : "bash";
}
