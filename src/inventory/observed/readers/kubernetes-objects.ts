import { nodeAt, scalarsOf, type YamlNode } from "../../../documents/yaml-tree.ts";
import { flagAt, hasKeys, itemsOf, type Look, textAt } from "../look.ts";
import { type StoreList, Unplaced } from "../store-list.ts";

const KINDS = new Set(["Secret", "ExternalSecret"]);

/** Secrets that the cluster and its tools make for themselves. */
const MADE = new Set(["kubernetes.io/service-account-token", "bootstrap.kubernetes.io/token", "helm.sh/release.v1"]);

const kindOf = (node: YamlNode): string => textAt(node, "kind");

const objectsIn = (root: YamlNode): readonly YamlNode[] =>
  (hasKeys(root, "items") ? itemsOf(root, "items") : [root]).filter((one) => KINDS.has(kindOf(one)));

/** `kubectl get externalsecrets,secrets`, or one of the two. Values are in it, in `data`, whatever flags it is asked with. */
export const kubernetesObjects: StoreList = {
  scheme: "kubernetes",
  tool: "kubectl get externalsecrets,secrets",
  command:
    "kubectl get externalsecrets,secrets --show-managed-fields --output json | jq 'del(.items[] | .data, .stringData, .metadata.annotations)'",
  shape: "an object with `apiVersion` and `kind`, a List, a Secret or an ExternalSecret",
  recognise: (root) =>
    hasKeys(root, "apiVersion", "kind") &&
    (KINDS.has(kindOf(root)) || (/^(?:External)?(?:Secret)?List$/.test(kindOf(root)) && hasKeys(root, "items"))),
  read(root, look, asked) {
    const objects = objectsIn(root);
    const named = asked === undefined || asked.path === "" ? [] : [asked.path];
    if (objects.length === 0 && named.length === 0)
      throw new Unplaced("Write the namespace in front of the file, such as `kubernetes:prod=FILE`.");
    const spaces = new Set([...objects.map((one) => textAt(one, "metadata", "namespace")), ...named]);
    return {
      whole: hasKeys(root, "items") ? [...spaces].filter((space) => space !== "") : [],
      secrets: objects.flatMap((object) => {
        const isExternal = kindOf(object) === "ExternalSecret";
        const own = look.text(object, "metadata", "name");
        // What it makes bears another name, where it says one, and that is what is used.
        const name = (isExternal ? look.text(object, "spec", "target", "name") : undefined) ?? own;
        if (name === undefined || isMade(object)) return [];
        const space = look.text(object, "metadata", "namespace");
        const changed = changedOn(object, look);
        return {
          name: name.value,
          place: name.place,
          ...(space === undefined ? {} : { scope: space.value }),
          ...(changed === undefined ? {} : { changed }),
          ...(isExternal ? { copyOf: sourcesOf(object, look), ...whyNotThere(object) } : {}),
        };
      }),
    };
  },
  values: (root) =>
    objectsIn(root)
      .filter((one) => kindOf(one) === "Secret")
      .flatMap((one) => ["data", "stringData"].flatMap((key) => scalarsOf(nodeAt(one, [key])))),
};

const isMade = (object: YamlNode): boolean =>
  kindOf(object) === "Secret" &&
  (MADE.has(textAt(object, "type")) ||
    textAt(object, "metadata", "labels", MANAGED) === "true" ||
    itemsOf(nodeAt(object, ["metadata"]), "ownerReferences").length > 0);

/** What External Secrets writes on what it makes, also where it leaves it to itself. */
const MANAGED = "reconcile.external-secrets.io/managed";

/** An ExternalSecret that has never been fetched has made nothing. */
function whyNotThere(object: YamlNode): { readonly ended?: string } {
  const ready = itemsOf(nodeAt(object, ["status"]), "conditions").find((one) => textAt(one, "type") === "Ready");
  const isFetched =
    ready === undefined || textAt(ready, "status") === "True" || textAt(object, "status", "refreshTime") !== "";
  return isFetched ? {} : { ended: "has never been fetched from its store" };
}

/** A Secret may be changed in place; only who keeps watch over its data, and one that cannot be changed, tell when. */
function changedOn(object: YamlNode, look: Look): ReturnType<Look["day"]> {
  if (kindOf(object) !== "Secret") return undefined;
  const days = itemsOf(nodeAt(object, ["metadata"]), "managedFields")
    .filter((field) => hasKeys(nodeAt(field, ["fieldsV1"]), "f:data"))
    .flatMap((field) => look.day(field, "time") ?? []);
  const last = days.sort((a, b) => (a.value < b.value ? 1 : -1))[0];
  if (last !== undefined || flagAt(object, "immutable") !== true) return last;
  return look.day(object, "metadata", "creationTimestamp");
}

/** What an ExternalSecret takes from the store behind it. */
function sourcesOf(object: YamlNode, look: Look): string[] {
  const spec = nodeAt(object, ["spec"]);
  const keys = [
    ...itemsOf(spec, "data").map((item) => look.text(item, "remoteRef", "key")),
    ...itemsOf(spec, "dataFrom").map((item) => look.text(item, "extract", "key")),
  ];
  return [...new Set(keys.flatMap((key) => key?.value ?? []))];
}
