import { ScanError } from "../../core/errors.ts";
import { printable } from "../../reporters/printable.ts";
import { alternatives } from "../alternatives.ts";
import { printOut } from "../write-out.ts";
import type { Dialogue } from "./ask.ts";
import type { Forge } from "./forge.ts";
import { FORGE_NAMES, type ForgeChoice } from "./forge-names.ts";
import { FORGES } from "./forges.ts";
import { seeForges } from "./see-forge.ts";

const isNamed = (choice: string): choice is keyof typeof FORGES => choice in FORGES;

/**
 * The CI system to write a file for: the one that was named, the one that is seen, or the answer to a question. Lines where
 * there is none; undefined where none is wanted. Throws a ScanError where nobody can say which of several it is.
 */
export async function chooseForge(
  root: string,
  choice: ForgeChoice | undefined,
  consent: "yes" | "ask" | "tell" | "no",
  dialogue: Dialogue | undefined,
): Promise<Forge | { readonly lines: readonly string[] } | undefined> {
  if (choice !== undefined && isNamed(choice)) return FORGES[choice];
  const seen = seeForges(root);
  const [first, second] = seen;
  if (first !== undefined && second === undefined) return first.forge;
  const which = seen.map(({ forge, why }) => `${forge.title} (${why})`).join(", ");
  if (consent === "ask" && dialogue !== undefined) {
    const words = seen.length === 0 ? "No CI system is seen here." : `Several CI systems are seen here: ${which}.`;
    printOut(`${printable(words)} A file can be written for ${FORGE_NAMES.join(", ")}.\n`);
    const answer = await dialogue.ask("Which one, or none?", [...FORGE_NAMES, "none"], first?.forge.name ?? "none");
    return isNamed(answer) ? FORGES[answer] : undefined;
  }
  if (seen.length > 1 && consent === "yes")
    throw new ScanError(
      `several CI systems are seen here: ${which}`,
      `Name one, \`--forge ${seen.map(({ forge }) => forge.name).join("` or `--forge ")}\`, or none; nothing was written.`,
    );
  const hint = `Name one for its file: --forge ${alternatives(FORGE_NAMES)}.`;
  return {
    lines: [
      `${seen.length === 0 ? "No CI system is seen here" : `Several CI systems are seen here: ${which}`}. ${hint}`,
    ],
  };
}
