import { nearest } from "../core/nearest.ts";
import type { DocumentProblem } from "../core/stages.ts";
import type { DocumentKind } from "./document-kind.ts";
import { quoteWord } from "./quote-word.ts";
import type { YamlField } from "./yaml-tree.ts";

/** Words of a key that speaks of the value itself, where only what is known about it belongs. */
const VALUE_WORDS = ["value", "secret", "token", "password", "passphrase", "credential", "plaintext", "private"];

/**
 * What to say of a key that the schema does not know; `meant` is the known key that it probably stands for, `holdsValue` set
 * where it seems to hold a secret's value.
 */
export function describeUnknownKey(
  { key, keySpan: span, value }: YamlField,
  known: readonly string[],
  { valueHint }: DocumentKind,
): DocumentProblem & { readonly meant?: string; readonly holdsValue?: true } {
  const mayHoldValue = valueHint !== undefined && value.kind === "scalar";
  const near = nearest(key, mayHoldValue ? [...known, ...VALUE_WORDS] : known);
  if (near !== undefined && known.includes(near)) {
    const message = `unknown key${quoteWord(key)}; did you mean \`${near}\`?`;
    return { span, message, hint: "Rename the key, or remove it.", meant: near };
  }
  if (mayHoldValue && (near !== undefined || VALUE_WORDS.some((word) => key.toLowerCase().includes(word)))) {
    const message = `the key${quoteWord(key)} could hold the secret itself`;
    return { span, message, hint: valueHint, holdsValue: true };
  }
  if (key === "<<") return { span, message: "merge keys are not read here", hint: "Write the fields out." };
  const list = known.map((word) => `\`${word}\``).join(", ");
  return { span, message: `unknown key${quoteWord(key)}`, hint: `Remove it; the keys known here are ${list}.` };
}
