import type { DeclaredSecret, Finding, Location } from "../core/finding.ts";
import type { InventoryEntry, Placed } from "../core/inventory.ts";
import type { Leak } from "../core/stages.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import { createRecognise, type Recognised } from "../inventory/recognise.ts";
import { type Documents, locationAt } from "./documents.ts";
import type { InventoryDocument } from "./options.ts";

/** Found values, those that are declared with what the inventory says of them. */
export interface DeclaredLeaks {
  readonly findings: readonly UnplacedFinding[];
  readonly leaks: readonly Leak[];
}

/** Looks each found value up in the inventory. */
export function declaredLeaks(
  found: readonly UnplacedFinding[],
  { parsed: { inventory, units } }: InventoryDocument,
  documents: Documents,
  asOf: string,
): DeclaredLeaks {
  if (inventory === undefined) return { findings: found, leaks: [] };
  const recognise = createRecognise(inventory);
  const own = new Set(units.map(({ path }) => path));
  // A value that somebody wrote into the inventory must not be repeated with what the inventory says.
  const values = found.filter(({ location }) => own.has(location.path)).map(({ location }) => location);
  const leaks: Leak[] = [];
  const findings = found.map((finding) => {
    const { ruleId, location, name, digest, origin, expires } = finding;
    const known = recognise({
      ruleId,
      path: location.path,
      ...(name === undefined ? {} : { name }),
      ...(digest === undefined ? {} : { digest }),
    });
    if (known === undefined) return finding;
    const { entry, by: recognisedBy } = known;
    const day = origin.kind === "commit" ? { day: origin.date.slice(0, 10) } : {};
    // A value that has ended by itself opens nothing any more.
    if (expires === undefined || expires >= asOf) leaks.push({ entry, recognisedBy, location, ...day });
    const declared = declaredSecret(known, documents, values);
    return { ...finding, message: `${finding.message} ${sentenceOf(declared)}`, declared };
  });
  return { findings, leaks };
}

function declaredSecret({ entry, by }: Recognised, documents: Documents, values: readonly Location[]): DeclaredSecret {
  const textOf = ({ value, place }: Placed<string>): string => {
    const at = locationAt(place, documents);
    return values.some((one) => touches(one, at)) ? "***" : value;
  };
  const texts = TEXTS.flatMap((field) => {
    const { [field]: written } = entry;
    return written === undefined ? [] : [[field, textOf(written)] as const];
  });
  return {
    name: textOf(entry.name),
    recognisedBy: by,
    location: locationAt(entry.name.place, documents),
    environments: entry.environments.map(textOf),
    consumers: (entry.consumers ?? []).map(textOf),
    ...Object.fromEntries(texts),
  };
}

const TEXTS = ["owner", "purpose", "store", "revoke", "contact", "status"] as const satisfies readonly (
  | keyof InventoryEntry
  | keyof DeclaredSecret
)[];

function touches(one: Location, other: Location): boolean {
  const isBefore = (a: Finding["location"]["start"], b: Finding["location"]["end"]): boolean =>
    a.line < b.line || (a.line === b.line && a.column < b.column);
  return one.unit === other.unit && isBefore(one.start, other.end) && isBefore(other.start, one.end);
}

/** How a report says by what a secret was recognised. */
const BY = {
  digest: "its digest tells",
  store: "the path of its store tells",
  name: "its name tells",
  provider: "it is the only one of its provider",
} as const;

/** What the inventory says, as a sentence: whose it is, what for, who uses it, how to revoke it. */
function sentenceOf(declared: DeclaredSecret): string {
  const { name, recognisedBy, environments, owner, purpose, consumers, revoke, contact, status } = declared;
  const clauses = [
    purpose === undefined ? undefined : `purpose: ${purpose.trim().replace(/\.$/, "")}`,
    owner === undefined ? undefined : `owner: ${owner}`,
    environments.length === 0 ? undefined : `environment: ${environments.join(", ")}`,
    consumers.length === 0 ? undefined : `used by ${consumers.join(", ")}`,
    revoke === undefined ? undefined : `to revoke it: ${revoke.trim().replace(/\.$/, "")}`,
    contact === undefined ? undefined : `contact: ${contact}`,
    status === "revoked" ? "declared as revoked" : undefined,
  ].filter((clause) => clause !== undefined);
  const rest = clauses.length === 0 ? "" : `; ${clauses.join("; ")}`;
  return `The inventory has it as \`${name}\` (${BY[recognisedBy]})${rest}.`;
}
