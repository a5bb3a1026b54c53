import { ScanError } from "../core/errors.ts";
import type { RawArguments } from "./read-flags.ts";

/** Which commits are to be searched, as typed. */
export type CommitsAsked =
  | { readonly by: "since"; readonly ref: string }
  | { readonly by: "range"; readonly ends: string }
  | { readonly by: "ci" };

/** What names commits; one at a time. */
const FLAGS = ["since", "range", "ci"] as const;

/** The commits that flags ask for; undefined where none does. Throws a ScanError where they do not fit together. */
export function commitsAsked({ switches, values }: RawArguments): CommitsAsked | undefined {
  const isGiven = (flag: string): boolean => switches.has(flag) || values.has(flag);
  const [flag, other] = FLAGS.filter(isGiven);
  if (flag === undefined) return undefined;
  const second = other ?? ["staged", "stdin", "history"].find(isGiven);
  if (second !== undefined)
    throw new ScanError(
      `\`--${flag}\` and \`--${second}\` cannot be searched at once`,
      "Search one after the other, in two runs.",
    );
  for (const one of ["since", "range"] as const)
    if ((values.get(one)?.length ?? 0) > 1)
      throw new ScanError(`\`--${one}\` is there twice`, "Search one after the other, in two runs.");
  const [value = ""] = values.get(flag) ?? [];
  if (flag === "ci") return { by: "ci" };
  return flag === "since" ? { by: "since", ref: value } : { by: "range", ends: value };
}
