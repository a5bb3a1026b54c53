import type { YamlNode } from "../../../documents/yaml-tree.ts";
import { itemsOf } from "../look.ts";
import { type StoreList, Unplaced } from "../store-list.ts";

/** Where Vault lists its policies. */
const POLICIES = /^sys\/(?:policies\/acl|policy)\/?$/;

const isText = (node: YamlNode): boolean => node.kind === "scalar" && typeof node.value === "string";

/** `vault kv list` of a folder, and `vault list sys/policies/acl`: names alone, of what only the person knows. */
export const vaultList: StoreList = {
  scheme: "vault",
  tool: "vault kv list",
  command: "vault kv list -format=json kv/prod",
  shape: "a list of texts",
  recognise: (root) => root.kind === "list" && root.items.length > 0 && root.items.every(isText),
  read(root, look, asked) {
    const folder = asked?.path.replace(/\/+$/, "");
    if (folder === undefined || folder === "")
      throw new Unplaced(
        "Write the folder in front of the file, such as `vault:kv/prod=FILE`, or `vault:sys/policies/acl=FILE` for the list of policies.",
      );
    const names = itemsOf(root).flatMap((item) => look.text(item) ?? []);
    if (POLICIES.test(folder)) return { whole: [], secrets: [], policies: names };
    return {
      whole: ["*"],
      below: folder,
      secrets: names
        .filter(({ value }) => !value.endsWith("/"))
        .map(({ value, place }) => ({ name: `${folder}/${value}`, place })),
    };
  },
  values: () => [],
};
