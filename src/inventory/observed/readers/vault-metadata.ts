import { nodeAt } from "../../../documents/yaml-tree.ts";
import { flagAt, hasKeys } from "../look.ts";
import { type StoreList, Unplaced } from "../store-list.ts";

/** `vault kv metadata get`, which says all of a secret but its path. */
export const vaultMetadata: StoreList = {
  scheme: "vault",
  tool: "vault kv metadata get",
  command: "vault kv metadata get -format=json kv/prod/web",
  shape: "an object with `data.versions` and `data.current_version`",
  recognise: (root) => {
    const data = nodeAt(root, ["data"]);
    return hasKeys(data, "versions", "current_version");
  },
  read(root, look, asked) {
    const data = nodeAt(root, ["data"]);
    const current = nodeAt(root, ["data", "current_version"]);
    const number = current?.kind === "scalar" ? String(current.value) : "";
    const version = nodeAt(root, ["data", "versions", number]);
    if (asked === undefined || asked.path === "")
      throw new Unplaced("Write the path in front of the file, such as `vault:kv/prod/web=FILE`.");
    const changed = look.day(version, "created_time") ?? look.day(data, "updated_time");
    const expires = look.day(version, "deletion_time");
    return {
      whole: [],
      secrets: [
        {
          name: asked.path,
          place: changed?.place ?? look.place(root.span),
          ...(changed === undefined ? {} : { changed }),
          ...(expires === undefined ? {} : { expires }),
          ...(flagAt(version, "destroyed") === true ? { ended: "has been destroyed" } : {}),
        },
      ],
    };
  },
  values: () => [],
};
