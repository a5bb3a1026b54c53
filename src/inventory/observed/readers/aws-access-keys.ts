import { hasKeys, itemsOf, textAt } from "../look.ts";
import type { StoreList } from "../store-list.ts";

/** `aws iam list-access-keys` of one user: the keys are told apart by their days, their ids are not shown. */
export const awsAccessKeys: StoreList = {
  scheme: "aws-iam",
  tool: "aws iam list-access-keys",
  command: "aws iam list-access-keys --user-name NAME --output json",
  shape: "an object with `AccessKeyMetadata`",
  recognise: (root) => hasKeys(root, "AccessKeyMetadata"),
  read: (root, look) => ({
    whole: [],
    secrets: itemsOf(root, "AccessKeyMetadata").flatMap((item) => {
      const name = look.text(item, "UserName");
      const changed = look.day(item, "CreateDate");
      if (name === undefined) return [];
      return {
        name: name.value,
        place: name.place,
        ...(changed === undefined ? {} : { changed }),
        ...(textAt(item, "Status") === "Inactive" ? { ended: "is inactive" } : {}),
      };
    }),
  }),
  values: () => [],
};
