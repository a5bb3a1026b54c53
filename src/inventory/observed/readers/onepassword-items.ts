import { hasKeys, isListOf, itemsOf, textAt } from "../look.ts";
import type { StoreList } from "../store-list.ts";

/** Items that keep no secret that a machine uses. */
const NO_SECRETS = new Set([
  "IDENTITY",
  "MEMBERSHIP",
  "DRIVER_LICENSE",
  "PASSPORT",
  "REWARD_PROGRAM",
  "OUTDOOR_LICENSE",
]);

/** `op item list`. Whatever of an item is edited counts as a change: it tells no more. */
export const onePasswordItems: StoreList = {
  scheme: "1password",
  tool: "op item list",
  command: "op item list --format json",
  shape: "a list of objects with `id`, `title` and `vault`",
  recognise: (root) => isListOf(root, (item) => hasKeys(item, "id", "title", "vault")),
  read(root, look) {
    const vaults = new Set<string>();
    const secrets = itemsOf(root).flatMap((item) => {
      const title = look.text(item, "title");
      const vault = look.text(item, "vault", "name");
      if (title === undefined || NO_SECRETS.has(textAt(item, "category"))) return [];
      if (vault !== undefined) vaults.add(vault.value.toLowerCase());
      const changed = look.day(item, "updated_at");
      return {
        name: title.value,
        place: title.place,
        ...(vault === undefined ? {} : { scope: vault.value.toLowerCase() }),
        ...(changed === undefined ? {} : { changed }),
      };
    });
    return { whole: [...vaults], secrets };
  },
  values: () => [],
};
