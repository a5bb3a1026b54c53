import { fieldOf } from "../../../documents/yaml-tree.ts";
import { flagAt, hasKeys, isListOf, itemsOf, textAt } from "../look.ts";
import { soundsSecret } from "../secret-name.ts";
import type { StoreList } from "../store-list.ts";

/** `glab variable list`, and what GitLab's API answers about a project or group. It always has the values in it. */
export const glabVariables: StoreList = {
  scheme: "gitlab-variable",
  tool: "glab variable list",
  command: "glab variable list --output json | jq 'map(del(.value))'",
  shape: "a list of objects with `key` and `environment_scope` or `variable_type`",
  recognise: (root) =>
    isListOf(
      root,
      (item) =>
        hasKeys(item, "key") && ["environment_scope", "variable_type", "protected"].some((flag) => hasKeys(item, flag)),
    ),
  read: (root, look) => ({
    whole: ["*"],
    secrets: itemsOf(root).flatMap((item) => {
      const name = look.text(item, "key");
      if (name === undefined) return [];
      const scope = look.text(item, "environment_scope");
      const isKept = flagAt(item, "masked") === true || flagAt(item, "hidden") === true;
      const isFile = textAt(item, "variable_type") === "file";
      return {
        name: name.value,
        place: name.place,
        isDoubtful: !isKept && !isFile && !soundsSecret(name.value),
        isUnprotected: flagAt(item, "protected") === false,
        ...(scope === undefined ? {} : { environments: [scope.value] }),
      };
    }),
  }),
  values: (root) => itemsOf(root).flatMap((item) => fieldOf(item, "value")?.value ?? []),
};
