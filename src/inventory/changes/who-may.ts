import type { Inventory } from "../../core/inventory.ts";
import type { ChangeAuthor, InventoryChange, InventoryChanges } from "../../core/inventory-change.ts";
import { type CodeOwnersRule, ownersOf, parseCodeOwners } from "../code-owners.ts";

/** Who may make a change, and whether its author is one of them. */
export interface Verdict {
  /** `unknown` where a team is named of which no file says who is in it. */
  readonly may: "yes" | "no" | "unknown";
  /** Those who may, as they are named; nobody where nothing says so. */
  readonly names: readonly string[];
  /** Of these the teams whose members are not known. */
  readonly unknown: readonly string[];
}

/** Fields that the owner writes when something was done, and that nobody has to decide about. */
const RECORDS: ReadonlySet<string> = new Set(["rotation.last", "review.last", "created", "digest"]);

/** Judges changes by what the base says, so that no change can let itself through. */
export function createWhoMay({
  base,
  codeOwners,
  path,
}: Pick<InventoryChanges, "base" | "codeOwners" | "path">): (change: InventoryChange, author: ChangeAuthor) => Verdict {
  const rules = parseCodeOwners(codeOwners);
  const membersOf = teamsOf(base, rules);
  const ownersOfFile = ownersOf(path, rules);
  return (change, author) => {
    const names = namesFor(change, base, ownersOfFile);
    const ids = idsOf(author);
    const isMember = (name: string): boolean | undefined => {
      if (isPerson(name)) return ids.has(idOf(name));
      return membersOf(name)?.some((one) => isPerson(one) && ids.has(idOf(one)));
    };
    const found = names.map((name) => ({ name, is: isMember(name) }));
    const unknown = found.flatMap(({ name, is }) => (is === undefined ? [name] : []));
    const may = found.some(({ is }) => is === true) ? "yes" : unknown.length > 0 ? "unknown" : "no";
    return { may, names, unknown };
  };
}

/** Those who approve the entry; without any its owner, and for what is new or holds for all those who approve by default. Last the owners of the file. */
function namesFor(
  { before, fields }: InventoryChange,
  base: Inventory | undefined,
  ownersOfFile: readonly string[],
): readonly string[] {
  const approvers =
    (before === undefined ? base?.governance : before.governance)?.approve?.map(({ value }) => value) ?? [];
  const owner = before?.owner === undefined ? [] : [before.owner.value];
  const isRecord = fields.length > 0 && fields.every((field) => RECORDS.has(field));
  const named = isRecord || approvers.length === 0 ? [...approvers, ...owner] : approvers;
  return [...new Set(named.length > 0 ? named : ownersOfFile)];
}

/** Members of teams by the inventory's `teams`, and by sections of CODEOWNERS that bear a team's name. */
function teamsOf(
  base: Inventory | undefined,
  rules: readonly CodeOwnersRule[],
): (name: string) => readonly string[] | undefined {
  const members = new Map<string, readonly string[]>();
  for (const { section } of rules)
    if (section !== undefined && section.owners.length > 0) members.set(plain(section.name), section.owners);
  for (const { name, members: some } of base?.teams ?? [])
    members.set(
      plain(name),
      some.map(({ value }) => value),
    );
  return (name) => members.get(plain(name));
}

/** `@shop/security`, `security` and `Security` are one. */
const plain = (name: string): string => name.trim().toLowerCase().replace(/^@+/, "").split("/").at(-1) ?? "";

/** An address, or the name of an account; `@shop/security` is a team. */
const isPerson = (name: string): boolean => ADDRESS.test(name.trim()) || /^@[^/\s]+$/.test(name.trim());

const ADDRESS = /^[^@\s]+@[^@\s]+$/;

const idOf = (name: string): string => name.trim().toLowerCase();

/** Addresses that forges give out in place of an account's own. */
const NO_REPLY = /^(?:\d+[+-])?(?<login>[a-z\d][\w.-]*)@users\.noreply\.(?:github|gitlab)\.com$/;

/** What an author goes by: the address, and the account where that is in it. */
function idsOf({ mail }: ChangeAuthor): ReadonlySet<string> {
  const address = idOf(mail);
  const login = NO_REPLY.exec(address)?.groups?.["login"];
  // Anybody may write anything there, the name of a team or an account as well.
  return new Set([...(ADDRESS.test(address) ? [address] : []), ...(login === undefined ? [] : [`@${login}`])]);
}
