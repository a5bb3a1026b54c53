import { nodeAt, scalarsOf, type YamlNode } from "../../../documents/yaml-tree.ts";
import { flagAt, hasKeys, itemsOf, type Look, textAt } from "../look.ts";
import type { StoreList } from "../store-list.ts";

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
    "kubectl get externalsecrets,secrets --output json | jq 'del(.items[] | .data, .stringData, .metadata.annotations)'",
  shape: "an object with `apiVersion` and `kind`, a List, a Secret or an ExternalSecret",
  recognise: (root) =>
    hasKeys(root, "apiVersion", "kind") &&
    (KINDS.has(kindOf(root)) || (/^(?:External)?(?:Secret)?List$/.test(kindOf(root)) && hasKeys(root, "items"))),
  read(root, look, asked) {
    const objects = objectsIn(root);
    const named = asked === undefined || asked.path === "" ? [] : [asked.path];
    const spaces = new Set([...objects.map((one) => textAt(one, "metadata", "namespace")), ...named]);
    return {
      whole: hasKeys(root, "items") ? [...spaces].filter((space) => space !== "") : [],
      secrets: objects.flatMap((object) => {
        const name = look.text(object, "metadata", "name");
        if (name === undefined || isMade(object)) return [];
        const space = look.text(object, "metadata", "namespace");
        const changed = changedOn(object, look);
        return {
          name: name.value,
          place: name.place,
          ...(space === undefined ? {} : { scope: space.value }),
          ...(changed === undefined ? {} : { changed }),
          ...(kindOf(object) === "ExternalSecret" ? { copyOf: sourcesOf(object, look) } : {}),
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
  (MADE.has(textAt(object, "type")) || itemsOf(nodeAt(object, ["metadata"]), "ownerReferences").length > 0);

/** A Secret may be changed in place; only who keeps watch over its fields, and one that cannot be changed, tell when. */
function changedOn(object: YamlNode, look: Look): ReturnType<Look["day"]> {
  if (kindOf(object) !== "Secret") return undefined;
  const days = itemsOf(nodeAt(object, ["metadata"]), "managedFields").flatMap((field) => look.day(field, "time") ?? []);
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
