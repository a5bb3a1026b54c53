import type { RecognisedBy } from "../core/finding.ts";
import type { Inventory, InventoryEntry } from "../core/inventory.ts";
import { isRevoked } from "./due.ts";
import { serviceNamed, servicesInName } from "./services/known-service.ts";
import { parseStore } from "./stores.ts";

/** What is known of a value that was found. */
export interface FoundValue {
  readonly ruleId: string;
  readonly path: string;
  /** Name that it is assigned to, as written. */
  readonly name?: string;
  /** Its digest, where the repository has a salt and the value cannot be guessed. */
  readonly digest?: string;
}

/** The entry that a value is of, and what tells so. */
export interface Recognised {
  readonly entry: InventoryEntry;
  readonly by: RecognisedBy;
}

/** Names that say what a value is, and not which one. */
const COMMON =
  /^(?:(?:api|access|secret|private|auth|client|app|db|database|user|admin|root|my|the)_)*(?:key|token|secret|password|passwd|pwd|pass|passphrase|credential|credentials|auth|apikey)$/;

/** Tells which declared secret a found value is, where one thing or another says that it is one alone. */
export function createRecognise({ entries }: Inventory): (found: FoundValue) => Recognised | undefined {
  const byName = Map.groupBy(entries, ({ name }) => plain(name.value));
  const withDigest = entries.filter(({ digest }) => digest !== undefined);
  const inFiles = entries.flatMap((entry) => {
    const store = parseStore(entry.store?.value ?? "");
    if (store?.scheme !== "sops") return [];
    const [path = "", key] = store.path.split("#");
    return [{ entry, path: path.replace(/^\.?\//, ""), key }];
  });
  let byService: ReadonlyMap<string, readonly InventoryEntry[]> | undefined;
  const isOther = ({ digest }: InventoryEntry, found: FoundValue): boolean =>
    digest !== undefined && found.digest !== undefined && !found.digest.startsWith(digest.value);
  return (found) => {
    const { digest, name = "", path, ruleId } = found;
    const same =
      digest === undefined ? undefined : withDigest.find((one) => digest.startsWith(one.digest?.value ?? " "));
    if (same !== undefined) return { entry: same, by: "digest" };
    const stored = only(
      inFiles.filter((one) => one.path === path && (one.key === undefined || plain(one.key) === plain(name))),
    );
    if (stored !== undefined && !isOther(stored.entry, found)) return { entry: stored.entry, by: "store" };
    const named = COMMON.test(plain(name)) ? undefined : ofEnvironment(byName.get(plain(name)) ?? [], path);
    if (named !== undefined) return isOther(named, found) ? undefined : { entry: named, by: "name" };
    byService ??= entriesByService(entries);
    const service = serviceNamed(ruleId.split("/")[0] ?? "")?.id ?? "";
    const provided = only((byService.get(service) ?? []).filter((entry) => !isOther(entry, found)));
    return provided === undefined ? undefined : { entry: provided, by: "provider" };
  };
}

/** `deploy-token`, `deployToken` and `DEPLOY_TOKEN` are one name. */
const plain = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");

const only = <Item>(items: readonly Item[]): Item | undefined => (items.length === 1 ? items[0] : undefined);

/** Of entries of one name the only one, or the one whose environment stands in the path: `config/staging.env`. */
function ofEnvironment(entries: readonly InventoryEntry[], path: string): InventoryEntry | undefined {
  if (entries.length < 2) return entries[0];
  const words = new Set(path.toLowerCase().split(/[^a-z\d]+/));
  return only(entries.filter(({ environments }) => environments.some(({ value }) => words.has(value.toLowerCase()))));
}

/** Secrets that still work, by the services that they are for, or that their name tells. */
function entriesByService(entries: readonly InventoryEntry[]): ReadonlyMap<string, readonly InventoryEntry[]> {
  const pairs = entries
    .filter((entry) => !isRevoked(entry))
    .flatMap((entry) => {
      const listed = (entry.services ?? []).flatMap(({ value }) => serviceNamed(value)?.id ?? []);
      const ids = listed.length > 0 ? listed : servicesInName(entry.name.value).map(({ id }) => id);
      return [...new Set(ids)].map((id) => ({ id, entry }));
    });
  return new Map([...Map.groupBy(pairs, ({ id }) => id)].map(([id, all]) => [id, all.map(({ entry }) => entry)]));
}
