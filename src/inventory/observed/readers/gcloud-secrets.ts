import { dayAfter } from "../../due.ts";
import { hasKeys, isListOf, itemsOf, textAt } from "../look.ts";
import type { StoreList } from "../store-list.ts";

const RESOURCE = /^projects\/(?<project>[^/]+)\/secrets\/(?<name>[^/]+)$/;

/** `gcloud secrets list`. It tells when a secret was made, and not when its last version was; a rotation tells that. */
export const gcloudSecrets: StoreList = {
  scheme: "gcp-secretmanager",
  tool: "gcloud secrets list",
  command: "gcloud secrets list --format=json",
  shape: "a list of objects whose `name` is `projects/…/secrets/…`",
  recognise: (root) => isListOf(root, (item) => RESOURCE.test(textAt(item, "name"))),
  read(root, look, asked) {
    const projects = new Set<string>();
    const secrets = itemsOf(root).flatMap((item) => {
      const resource = look.text(item, "name");
      const { project, name } = RESOURCE.exec(resource?.value ?? "")?.groups ?? {};
      if (resource === undefined || project === undefined || name === undefined) return [];
      // The list has the project's number, and people write its id.
      const isNumber = /^\d+$/.test(project);
      const scope = asked !== undefined && asked.path !== "" ? asked.path : isNumber ? undefined : project;
      projects.add(scope ?? project);
      const next = look.day(item, "rotation", "nextRotationTime");
      const period = Number(/^(\d{1,12})(?:\.\d+)?s$/.exec(textAt(item, "rotation", "rotationPeriod"))?.[1] ?? 0);
      const expires = look.day(item, "expireTime");
      return {
        name,
        place: resource.place,
        // What rotates by itself need not end.
        canExpire: !hasKeys(item, "rotation"),
        ...(scope === undefined ? {} : { scope }),
        ...(next === undefined || period === 0 ? {} : { changed: { ...next, value: dayAfter(next.value, -period) } }),
        ...(expires === undefined ? {} : { expires }),
      };
    });
    return { whole: [...projects], secrets };
  },
  values: () => [],
};
