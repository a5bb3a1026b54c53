import type { TextRange } from "../script.ts";
import type { UnheededRange } from "./unheeded.ts";

/** Characters behind a command in which a script looks at its status, and at the variable with its output. */
const NEAR = 300;
const FAR = 4000;

/** Characters in front of a command that hold the name of its variable. */
const BEFORE = 100;

/**
 * Whether a script looks at what came of a command by itself: at the status that `set +e` lets through, or at the variable
 * that took the output, as in `[ -z "$TOKEN" ]` and `${TOKEN:?}`.
 */
export function isChecked(text: string, command: TextRange, range: UnheededRange): boolean {
  const after = text.slice(command.end, command.end + FAR);
  const keepsStatus = range.cause.end <= range.start;
  if (keepsStatus && /\$\?/.test(after.slice(0, NEAR))) return true;
  const variable =
    range.variable ??
    /([A-Za-z_]\w*)=["']?\$\(\s*$/.exec(text.slice(Math.max(0, command.start - BEFORE), command.start))?.[1];
  if (variable === undefined) return false;
  const read = String.raw`["']?\$\{?${variable}\b`;
  const forms = [
    String.raw`-[zn]\s+${read}`,
    String.raw`\[\s+!?\s*${read}[^\]\n]{0,20}\]`,
    String.raw`${read}["'}:-]{0,4}\s*[!=]=?\s*["'](?:null)?["']`,
    String.raw`\$\{${variable}:?\?`,
  ];
  return new RegExp(forms.join("|")).test(after);
}
