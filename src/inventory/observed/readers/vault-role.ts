import { nodeAt, type YamlNode } from "../../../documents/yaml-tree.ts";
import { hasKeys, itemsOf } from "../look.ts";
import { type StoreList, Unplaced } from "../store-list.ts";

const dataOf = (root: YamlNode): YamlNode | undefined => nodeAt(root, ["data"]);

const isZero = (node: YamlNode | undefined, key: string): boolean => {
  const found = node === undefined ? undefined : nodeAt(node, [key]);
  return found?.kind === "scalar" && found.value === 0;
};

/** What a login or a token may do: `vault read auth/approle/role/NAME`, `vault token lookup`. */
export const vaultRole: StoreList = {
  scheme: "vault",
  tool: "vault read auth/…/role/NAME",
  command: "vault read -format=json auth/approle/role/ci",
  shape: "an object with `data.token_policies`, or with `data.policies` and `data.accessor`",
  recognise: (root) => hasKeys(dataOf(root), "token_policies") || hasKeys(dataOf(root), "policies", "accessor"),
  read(root, look, asked) {
    const data = dataOf(root);
    if (asked === undefined || asked.path === "")
      throw new Unplaced("Write its path in front of the file, such as `vault:auth/approle/role/ci=FILE`.");
    const isRole = hasKeys(data, "token_policies");
    const policies = [...itemsOf(data, isRole ? "token_policies" : "policies")].flatMap(
      (item) => look.text(item) ?? [],
    );
    const expires = look.day(data, "expire_time");
    return {
      whole: [],
      secrets: [
        {
          name: asked.path,
          place: policies[0]?.place ?? look.place(root.span),
          // A login's secret id that has no end is as good as a key that has none.
          canExpire: isRole ? isZero(data, "secret_id_ttl") : true,
          policies,
          ...(expires === undefined ? {} : { expires }),
        },
      ],
    };
  },
  values: (root) => ["id", "client_token"].flatMap((key) => nodeAt(root, ["data", key]) ?? []),
};
