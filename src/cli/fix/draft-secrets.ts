import { ON_DISK } from "../../config/file-access.ts";
import { surroundingsOf } from "../../config/inventory-surroundings.ts";
import type { Reference } from "../../core/pipeline.ts";
import type { Mending } from "../../engine/mending/mend.ts";
import { parseCodeOwners } from "../../inventory/code-owners.ts";
import { addEntries } from "../../inventory/draft/add-entries.ts";
import { type DraftEntry, draftEntries } from "../../inventory/draft/draft-entries.ts";
import { declarationsOf } from "../../inventory/match-references.ts";
import type { PreparedScan } from "../prepare-scan.ts";

/** What becomes of the inventory with the secrets that pipelines now refer to. */
export type Drafted =
  | {
      readonly path: string;
      readonly before: Uint8Array;
      readonly after: Uint8Array;
      readonly names: readonly string[];
    }
  /** Why nothing was added, as a sentence. */
  | { readonly note: string };

/** Drafts entries for secrets that fixes refer to, where there is an inventory that does not declare them. Undefined where there are none. */
export function draftSecrets({ mended, look }: Mending, { options, range }: PreparedScan): Drafted | undefined {
  const names = new Set(mended.flatMap(({ secrets }) => secrets));
  if (names.size === 0) return undefined;
  const { parsed } = options.inventory ?? {};
  const unit = parsed?.units.at(-1);
  if (parsed === undefined || unit === undefined)
    return { note: "There is no inventory to add them to; `sealint inventory init` drafts one." };
  if (parsed.problems.length > 0) return { note: "The inventory has mistakes, so that nothing was added to it." };
  const declared = parsed.inventory === undefined ? (): [] => [] : declarationsOf(parsed.inventory);
  const known = new Set(parsed.inventory?.entries.map(({ name }) => name.value) ?? []);
  const paths = new Set(
    mended.flatMap(({ finding, secrets }) => (secrets.length === 0 ? [] : [finding.location.path])),
  );
  const owners = surroundingsOf(range.root, range.root, ON_DISK).codeOwners() ?? "";
  const used = draftEntries({
    pipelines: [...paths].flatMap((path) => look.pipeline(path)?.followed.flows ?? []),
    codeOwners: parseCodeOwners(owners),
    firstUse: () => undefined,
    isDeclared: (reference: Reference) => declared(reference).length > 0,
  }).filter(({ name }) => names.has(name));
  const drafted = new Set(used.map(({ name }) => name));
  // A variable that the platform sets by itself is named nowhere any more.
  const others = [...names]
    .filter((name) => !drafted.has(name))
    .map((name): DraftEntry => ({ name, services: [], likelyServices: [], consumers: consumersOf(name, mended) }));
  const entries = [...used, ...others].filter(({ name }) => !known.has(name));
  if (entries.length === 0) return undefined;
  const text = addEntries(unit, entries);
  if (text === undefined)
    return {
      note: `${unit.path} cannot be added to without changing the rest of it; \`sealint inventory init\` tells what is missing.`,
    };
  return { path: unit.path, before: unit.bytes, after: Buffer.from(text), names: entries.map(({ name }) => name) };
}

const consumersOf = (name: string, mended: Mending["mended"]): string[] => [
  ...new Set(mended.flatMap(({ finding, secrets }) => (secrets.includes(name) ? [finding.location.path] : []))),
];
