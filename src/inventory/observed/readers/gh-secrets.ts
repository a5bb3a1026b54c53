import { hasKeys, isListOf, itemsOf, textAt } from "../look.ts";
import type { StoreList } from "../store-list.ts";

const OF_SECRETS = ["updatedAt", "visibility", "numSelectedRepos", "selectedReposURL"];

/** `gh secret list`: of a repository, an environment (`--env`) or, told by its visibility, an organisation (`--org`). */
export const ghSecrets: StoreList = {
  scheme: "github-secret",
  tool: "gh secret list",
  command: "gh secret list --json name,updatedAt,visibility",
  shape: "a list of objects with `name` and `updatedAt` or `visibility`",
  recognise: (root, asked) =>
    isListOf(
      root,
      (item) =>
        hasKeys(item, "name") &&
        !["value", "createdAt", "id", "etag"].some((key) => hasKeys(item, key)) &&
        (asked?.scheme === "github-secret" || OF_SECRETS.some((key) => hasKeys(item, key))),
    ),
  read(root, look, asked) {
    const isShared = itemsOf(root).some((item) => textAt(item, "visibility") !== "");
    const known = isShared ? "organization" : asked?.path;
    return {
      whole: [known ?? ""],
      secrets: itemsOf(root).flatMap((item) => {
        const name = look.text(item, "name");
        const changed = look.day(item, "updatedAt");
        if (name === undefined) return [];
        const scope = textAt(item, "visibility") === "" ? known : "organization";
        const environments = scope === "" || scope === "organization" ? ["*"] : [scope ?? ""];
        return {
          name: name.value,
          place: name.place,
          ...(scope === undefined ? {} : { scope, environments }),
          ...(changed === undefined ? {} : { changed }),
        };
      }),
    };
  },
  values: () => [],
};
