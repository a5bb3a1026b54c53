import type { TextRange } from "../script.ts";

/** Characters behind a command in which a script looks at its status. */
const NEAR = 300;

/**
 * Whether a script looks at what came of a command by itself: at the status that `set +e` lets through, or at the variable
 * that took the output, as in `[ -z "$TOKEN" ]` and `${TOKEN:?}`.
 */
export function isChecked(text: string, { end }: TextRange, variable: string | undefined): boolean {
  const after = text.slice(end);
  if (/\$\?/.test(after.slice(0, NEAR))) return true;
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
