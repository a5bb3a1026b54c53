import { fieldOf } from "../../../documents/yaml-tree.ts";
import { hasKeys, itemsOf, textAt } from "../look.ts";
import type { StoreList } from "../store-list.ts";

/** `aws secretsmanager list-secrets`. A tag or a description that is changed counts as a change: it tells no more. */
export const awsSecrets: StoreList = {
  scheme: "aws-secretsmanager",
  tool: "aws secretsmanager list-secrets",
  command: "aws secretsmanager list-secrets --output json",
  shape: "an object with `SecretList`",
  recognise: (root) => hasKeys(root, "SecretList"),
  read(root, look) {
    const items = itemsOf(root, "SecretList");
    const scopes = new Set(items.flatMap((item) => regionOf(textAt(item, "ARN")) ?? []));
    return {
      // With a token for the next page it is the first one only.
      whole: hasKeys(root, "NextToken") ? [] : scopes.size === 0 ? ["*"] : [...scopes],
      secrets: items.flatMap((item) => {
        const name = look.text(item, "Name");
        if (name === undefined) return [];
        const scope = regionOf(textAt(item, "ARN"));
        const changed =
          look.day(item, "LastChangedDate") ?? look.day(item, "LastRotatedDate") ?? look.day(item, "CreatedDate");
        return {
          name: name.value,
          place: name.place,
          ...(scope === undefined ? {} : { scope }),
          ...(changed === undefined ? {} : { changed }),
          ...(look.day(item, "DeletedDate") === undefined ? {} : { ended: "is to be deleted" }),
        };
      }),
    };
  },
  values: (root) =>
    itemsOf(root, "SecretList").flatMap((item) =>
      ["SecretString", "SecretBinary"].flatMap((key) => fieldOf(item, key)?.value ?? []),
    ),
};

/** Region and account in the name that AWS gives it. */
function regionOf(arn: string): string | undefined {
  const [, , , region, account] = arn.split(":");
  return region === undefined || account === undefined ? undefined : `${region}:${account}`;
}
