import { fieldOf } from "../../../documents/yaml-tree.ts";
import { flagAt, hasKeys, isListOf, itemsOf, textAt } from "../look.ts";
import type { StoreList } from "../store-list.ts";

/** Host and name in the address of a secret: `https://shop.vault.azure.net/secrets/NAME`. */
const ADDRESS = /^https:\/\/(?<vault>[^./]+)\.[^/]+\/secrets\/(?<name>[^/]+)/;

/** `az keyvault secret list`. */
export const azureSecrets: StoreList = {
  scheme: "azure-keyvault",
  tool: "az keyvault secret list",
  command: "az keyvault secret list --vault-name NAME --output json",
  shape: "a list of objects with `id` of a key vault and `attributes`",
  recognise: (root) => isListOf(root, (item) => hasKeys(item, "attributes") && ADDRESS.test(textAt(item, "id"))),
  read(root, look, asked) {
    const items = itemsOf(root);
    const vaultOf = (id: string): string | undefined => ADDRESS.exec(id)?.groups?.["vault"]?.toLowerCase();
    const vaults = new Set([
      ...items.flatMap((item) => vaultOf(textAt(item, "id")) ?? []),
      ...(asked === undefined || asked.path === "" ? [] : [asked.path.toLowerCase()]),
    ]);
    return {
      whole: [...vaults],
      secrets: items.flatMap((item) => {
        const id = look.text(item, "id");
        const { vault, name } = ADDRESS.exec(id?.value ?? "")?.groups ?? {};
        // Those behind a certificate come and go with it.
        if (id === undefined || vault === undefined || name === undefined || flagAt(item, "managed") === true)
          return [];
        const changed = look.day(item, "attributes", "updated") ?? look.day(item, "attributes", "created");
        const expires = look.day(item, "attributes", "expires");
        return {
          name,
          scope: vault.toLowerCase(),
          place: id.place,
          canExpire: true,
          ...(changed === undefined ? {} : { changed }),
          ...(expires === undefined ? {} : { expires }),
          ...(flagAt(item, "attributes", "enabled") === false ? { ended: "is disabled" } : {}),
        };
      }),
    };
  },
  values: (root) => itemsOf(root).flatMap((item) => fieldOf(item, "value")?.value ?? []),
};
