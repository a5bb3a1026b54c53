import { asMapping, isNull, scalarOf, scalarsOf, valueOf } from "../document/access.ts";
import type { DocumentNode, Entry, Mapping, Scalar } from "../document/tree.ts";
import type { Deploy, Setting, Tool } from "./model.ts";

/** Keys of a deployment that tell when it runs, or which one it is. */
const NO_SETTINGS: ReadonlySet<string> = new Set([
  "provider",
  "on",
  "true",
  "edge",
  "skip_cleanup",
  "cleanup",
  "script",
]);

/** `deploy` as one provider or a list of them. */
export function parseDeploys(node: DocumentNode | undefined): Deploy[] {
  if (node?.kind === "sequence") return node.items.flatMap(parseDeploys);
  const provider = scalarOf(node, "provider");
  if (node?.kind !== "map" || provider === undefined) return [];
  // A key `on` that a parser of old took for a truth is written as one by some tools.
  const on = valueOf(node, "on") ?? valueOf(node, "true");
  const script = scalarOf(node, "script");
  return [
    {
      name: provider.value,
      place: provider.place,
      settings: settingsBelow(node, NO_SETTINGS),
      ...(script !== undefined && provider.value === "script" && { script }),
      branches: scalarsOf(valueOf(on, "branch") ?? valueOf(on, "branches")),
      allBranches: scalarOf(on, "all_branches")?.value === "true",
      tags: scalarOf(on, "tags")?.value === "true" || scalarOf(on, "tag") !== undefined,
    },
  ];
}

/** Addons that install something or set the machine up. */
const PLAIN_ADDONS =
  /^(?:apt|apt_packages|homebrew|snaps?|hosts|hostname|chrome|firefox|postgresql|mariadb|mysql|rethinkdb|ssh_known_hosts|pkg)$/;

/** Addons that talk to a service. */
export const parseAddons = (node: DocumentNode | undefined): Tool[] =>
  (asMapping(node)?.entries ?? []).filter(({ key }) => !PLAIN_ADDONS.test(key.value)).map(toolOf);

/** `notifications`, by their channels. */
export const parseNotifications = (node: DocumentNode | undefined): Tool[] =>
  (asMapping(node)?.entries ?? []).map(toolOf);

/** A tool from its entry. */
export function toolOf({ key, value }: Entry): Tool {
  const settings = value.kind === "map" ? settingsBelow(value, new Set()) : valuesOf(key.value, value, false);
  return { name: key.value, place: key.place, settings };
}

/** All values of a map by the keys right below it, at any depth. */
function settingsBelow({ entries }: Mapping, except: ReadonlySet<string>): Setting[] {
  return entries
    .filter(({ key }) => !except.has(key.value))
    .flatMap(({ key, value }) => valuesOf(key.value, value, key.value === "secure"));
}

function valuesOf(name: string, node: DocumentNode, secured: boolean): Setting[] {
  if (node.kind === "scalar") return isNull(node) ? [] : [{ name, value: node, secured }];
  if (node.kind === "sequence") return node.items.flatMap((item) => valuesOf(name, item, secured));
  return node.entries.flatMap(({ key, value }) => valuesOf(name, value, secured || key.value === "secure"));
}

/** Folders of `cache: directories`, in all its forms. */
export function parseCaches(node: DocumentNode | undefined): Scalar[] {
  if (node?.kind === "sequence") return node.items.flatMap(parseCaches);
  return node?.kind === "map" ? [...scalarsOf(valueOf(node, "directories"))] : [];
}
