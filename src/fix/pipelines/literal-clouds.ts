import { posix } from "node:path";
import type { Edit } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";
import { asMapping, asScalar, entryOf } from "../../platforms/document/access.ts";
import type { Mapping } from "../../platforms/document/tree.ts";
import type { Attempt, PipelineScene } from "../contract.ts";
import { envName } from "../env-name.ts";
import { addItem, addUnder, removeWith } from "../yaml/add-entry.ts";
import { entryWith } from "../yaml/list-item.ts";
import type { YamlText } from "../yaml/yaml-text.ts";
import {
  isTaken,
  isWhole,
  keysOf,
  made,
  NO_NAME,
  NOT_IN_LINES,
  TWO_VALUES,
  WHOLE_ONLY,
  type Written,
} from "./written-value.ts";

/** Cloud Build takes a variable from Secret Manager: `secretEnv` names it, `availableSecrets` says where it lies. */
export function onCloudBuild({ yaml, unique }: PipelineScene, { start, end }: Span): Attempt {
  const frames = yaml.pathTo(start);
  const owner = entryWith(frames, ["env"])?.map;
  const list = frames.at(-1);
  const root = asMapping(yaml.root);
  if (keysOf(frames).at(-1) !== "env" || owner === undefined || root === undefined)
    return { refused: "a secret may stand in `secretEnv` only; put the value into a variable under `env` first" };
  if (list === undefined || !("items" in list) || list.item.kind !== "scalar") return NOT_IN_LINES;
  const { item, items } = list;
  const [, name = ""] = /^(\w+)=/.exec(item.value) ?? [];
  if (envName(name) === undefined) return NO_NAME;
  if (end < item.place.span.end || item.value.slice(name.length + 1).length > end - start) return WHOLE_ONLY;
  if (isTaken(name, { unique })) return TWO_VALUES;
  const entry = entryOf(owner, "env");
  const removed = items.length > 1 ? yaml.removeItem(items, item) : entry && yaml.removeEntry(owner, entry);
  const added = addItem(yaml, owner, "secretEnv", [name], { below: "env" });
  const stored = available(yaml, root, name);
  return removed === undefined || added === undefined || stored === undefined
    ? NOT_IN_LINES
    : made(name, [removed, added, stored], "Secret Manager, which the build's account has to be allowed to read");
}

function available(yaml: YamlText, root: Mapping, name: string): Edit | undefined {
  const version = [`versionName: projects/$PROJECT_ID/secrets/${name}/versions/latest`, `env: ${name}`];
  const there = asMapping(entryOf(root, "availableSecrets")?.value);
  if (there !== undefined)
    return yaml.isBlock(there) ? addItem(yaml, there, "secretManager", version, { below: "inline" }) : undefined;
  if (!yaml.isBlock(root) || yaml.root !== root) return undefined;
  const [first = "", second = ""] = version;
  const step = " ".repeat(yaml.step);
  const last = root.entries.at(-1);
  return (
    last &&
    yaml.insertBelow(last, yaml.indentOf(root), [
      "availableSecrets:",
      `${step}secretManager:`,
      `${step}${step}- ${first}`,
      `${step}${step}  ${second}`,
    ])
  );
}

/** CodeBuild takes a variable from the store that the file takes others from, or from Secrets Manager. */
export function onCodeBuild(written: Written): Attempt {
  const { yaml, frames, entry, start, scene } = written;
  const keys = keysOf(frames);
  if (keys.includes("phases")) return { refused: "the value stands in a script; take it from a variable there" };
  if (keys.at(-2) !== "variables" || keys.at(-3) !== "env")
    return { refused: "what may stand in its place is not known" };
  if (keys.length > 3) return { refused: "a batch takes no secrets; name it under the `env` of the file" };
  if (!isWhole(written)) return WHOLE_ONLY;
  const name = entry.key.value;
  if (envName(name) === undefined) return NO_NAME;
  if (isTaken(name, scene)) return TWO_VALUES;
  const owner = asMapping(entryWith(frames, ["env"])?.entry.value);
  const removed = removeWith(yaml, start, "variables");
  if (owner === undefined) return NOT_IN_LINES;
  const [parameter, stored] = ["parameter-store", "secrets-manager"].map((one) => firstIn(owner, one));
  const isParameter = stored === undefined && parameter !== undefined;
  const [store, value, where] = isParameter
    ? ["parameter-store", posix.join(posix.dirname(parameter), name), "the Parameter Store of AWS"]
    : ["secrets-manager", beside(stored, name), "AWS Secrets Manager"];
  const added = addUnder(yaml, owner, store, { name, value }, { below: "variables" });
  const edits = removed === undefined ? inPlace(yaml, owner, written, store, value) : added && [removed, added];
  return edits === undefined
    ? NOT_IN_LINES
    : made(name, edits, `${where}, which the build's role has to be allowed to read`);
}

/** Another word for `variables`, where there is nothing else in it and beside it. */
function inPlace(
  yaml: YamlText,
  owner: Mapping,
  { scalar, map }: Written,
  store: string,
  value: string,
): readonly Edit[] | undefined {
  const variables = entryOf(owner, "variables");
  if (variables === undefined || owner.entries.length > 1 || map.entries.length > 1) return undefined;
  const [key, other] = [yaml.replaceScalar(variables.key, store), yaml.replaceScalar(scalar, value)];
  return key === undefined || other === undefined ? undefined : [key, other];
}

const firstIn = (owner: Mapping, key: string): string | undefined =>
  asScalar(asMapping(entryOf(owner, key)?.value)?.entries[0]?.value)?.value;

/** `secret:KEY` where others are keys of one secret, too. */
function beside(stored: string | undefined, name: string): string {
  const [, secret] = /^([^:]+|arn:.+:secret:[^:]+):[\w.-]+$/.exec(stored ?? "") ?? [];
  return secret === undefined ? name : `${secret}:${name}`;
}
