import { nearest } from "../../../core/nearest.ts";
import type { Reference } from "../../../core/pipeline.ts";
import type { InventoryRule, PolicyMatch } from "../../../core/stages.ts";
import { declarationsOf, namesSecret, normalName } from "../../match-references.ts";

/** One match for each undeclared secret and file, at its first reference there. */
export const undeclaredSecret: InventoryRule = {
  meta: {
    id: "inventory/undeclared-secret",
    title: "Secret that the inventory does not declare",
    why: "A secret that nobody wrote down has no owner to ask, no expiry to watch and no place in an incident plan. A name that differs by a letter is often a mistake: most platforms replace an unknown secret by an empty text, and the job fails late or runs without its credential.",
    fix: "If the name is mistyped, correct it in the pipeline. If the secret is real, add it to `.sealint/inventory.yaml` with `name`, `owner`, `purpose` and `expires` (or `ttl`). If nothing needs it, remove the reference.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
      "https://docs.github.com/en/actions/reference/security/secrets",
    ],
    practices: ["P2", "P26"],
    cwe: [1059],
  },
  *check({ inventory, references }) {
    const declared = declarationsOf(inventory);
    const names = inventory.entries.map(({ name }) => name.value);
    const undeclared = references.filter((reference) => namesSecret(reference) && declared(reference).length === 0);
    const groups = Map.groupBy(undeclared, (reference) => `${reference.file}\n${normalName(reference)}`);
    const nearestName = createNearest(names);
    for (const group of groups.values()) yield matchOf(group, nearestName, inventory.path);
  },
};

/** So many comparisons take about a second; where more would be needed, an inventory has only been begun. */
const MOST_COMPARED = 200_000;

type Nearest = (name: string) => string | undefined;

/** Finds the declared name that is meant; each name is looked up once. */
function createNearest(names: readonly string[]): Nearest {
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (!known.has(name) && known.size * names.length < MOST_COMPARED) known.set(name, nearest(name, names));
    return known.get(name);
  };
}

function matchOf(group: readonly Reference[], nearestName: Nearest, path: string): PolicyMatch {
  const [first, ...others] = [...group].sort((a, b) => a.place.span.start - b.place.span.start) as [Reference];
  const near = nearestName(first.secret);
  const suggestion = near === undefined ? "" : ` Did you mean \`${near}\`?`;
  return {
    place: first.place,
    message: `\`${first.secret}\` is not declared in \`${path}\`.${suggestion}`,
    related: others.map(({ place }) => ({ place, message: "It is referenced here as well." })),
  };
}
