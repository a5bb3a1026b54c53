import { fieldOf } from "../../../documents/yaml-tree.ts";
import { hasKeys, isListOf, itemsOf } from "../look.ts";
import { soundsSecret } from "../secret-name.ts";
import type { StoreList } from "../store-list.ts";

/** `gh variable list`: settings, among which no secret should be. */
export const ghVariables: StoreList = {
  scheme: "github-secret",
  tool: "gh variable list",
  command: "gh variable list --json name,createdAt,updatedAt",
  shape: "a list of objects with `name` and `createdAt` or `value`",
  recognise: (root) =>
    isListOf(
      root,
      (item) =>
        hasKeys(item, "name") &&
        ["value", "createdAt"].some((key) => hasKeys(item, key)) &&
        !["key", "id", "etag"].some((key) => hasKeys(item, key)),
    ),
  read: (root, look, asked) => ({
    // What is not among the variables is no secret that is missing.
    whole: [],
    secrets: itemsOf(root).flatMap((item) => {
      const name = look.text(item, "name");
      const changed = look.day(item, "updatedAt");
      if (name === undefined) return [];
      return {
        name: name.value,
        place: name.place,
        isPlain: true,
        isDoubtful: !soundsSecret(name.value),
        ...(asked === undefined ? {} : { scope: asked.path }),
        ...(changed === undefined ? {} : { changed }),
      };
    }),
  }),
  values: (root) => itemsOf(root).flatMap((item) => fieldOf(item, "value")?.value ?? []),
};
