import { valueOf } from "../document/access.ts";
import type { DocumentNode, Entry, Mapping } from "../document/tree.ts";
import type { ScriptLines } from "./model.ts";
import { parseScript } from "./parse-parts.ts";
import { GLOBAL_KEYS } from "./recognise.ts";
import type { Resolver } from "./resolve-nodes.ts";

/** Keys of jobs with lists or texts that are no script. Any other key is only there to be referred to. */
const JOB_KEYS = new Set(
  "after_script allow_failure artifacts before_script cache coverage dast_configuration dependencies description environment except extends hooks id_tokens identity image inherit interruptible manual_confirmation needs only pages parallel publish release resource_group retry rules run script secrets services stage start_in tags timeout trigger variables when".split(
    " ",
  ),
);

const SECTIONS = ["before_script", "after_script"] as const;

/** Lines that belong to no job of the file: defaults, and the lists and texts of templates that others refer to. */
export function parseFragments(resolver: Resolver, root: Mapping, defaults: readonly Mapping[]): ScriptLines[] {
  const sections = defaults.flatMap((level) => SECTIONS.map((section) => valueOf(level, section)));
  const templates = root.entries.filter(({ key }) => key.value.startsWith(".") && !GLOBAL_KEYS.has(key.value));
  const lists = templates.flatMap(({ value }) =>
    value.kind === "map" ? value.entries.filter(isFragment).map((entry) => entry.value) : [value],
  );
  const fragments = [...sections, ...lists.filter(holdsLines)];
  return fragments.map((node) => parseScript(resolver, node)).filter((lines) => lines.length > 0);
}

const isFragment = ({ key }: Entry): boolean => !JOB_KEYS.has(key.value);

/** A list, or a text of several lines; a word by itself is no script. */
const holdsLines = (node: DocumentNode): boolean =>
  node.kind === "sequence" || (node.kind === "scalar" && (node.style === "literal" || node.style === "folded"));
