import type { ToolInput } from "../../core/pipeline.ts";
import { partOfScalar } from "../document/part-of-scalar.ts";
import { placedText, type Scalar } from "../document/tree.ts";
import { noteLiteral } from "../environment/note-literal.ts";
import { boundTo, carriedByText, carrying, type Reach, referenceAt } from "../environment/reach.ts";
import { addFlows } from "../flow/collected.ts";
import type { Setting, Tool } from "./model.ts";

/** Reads what Travis runs by its name: what it is told, and the secrets among that. */
export function readTool(
  outer: Reach,
  kind: "deploy" | "addon" | "notify" | "vault",
  tool: Tool,
  seen: Set<number>,
): void {
  const { place, settings } = tool;
  const name = kind === "vault" ? kind : `${kind}/${tool.name}`;
  const reach: Reach = { ...outer, site: { ...outer.site, step: name } };
  const { collected, site } = reach;
  const carried = settings.flatMap((setting) => {
    const bound = boundTo(reach, setting.name);
    if (setting.secured) return [carrying(referenceAt(bound, secretOf(tool, setting), setting.value.place, "input"))];
    const written = valueIn(setting);
    const called = written === setting.value ? setting.name : `${tool.name} token`;
    noteLiteral(collected, site, called, written, "input", seen);
    return carriedByText(bound, setting.value, "input");
  });
  addFlows(collected, carried, { kind: "action", name, place, pinned: false, trusted: true });
  const where = { ...(site.job !== undefined && { job: site.job }), step: name };
  collected.tools.push({ name, place, ...where, inputs: inputsOf(settings) });
}

/** An encrypted value has no name but that of where it stands. */
const secretOf = ({ name }: Tool, setting: Setting): string =>
  setting.name === name || setting.name === "secure" ? name : `${name}.${setting.name}`;

/** Slack's rooms are written with their token: `account:token#channel`. */
const ROOM = /^[\w.-]{1,100}:(?<token>\w{16,100})(?:#.*)?$/;

function valueIn({ value }: Setting): Scalar {
  const token = ROOM.exec(value.value)?.groups?.["token"];
  if (token === undefined) return value;
  const start = value.value.indexOf(":") + 1;
  return partOfScalar(value, start, start + token.length);
}

const inputsOf = (settings: readonly Setting[]): ToolInput[] =>
  settings
    .filter(({ secured }) => !secured)
    .map(({ name, value }) => ({ name, place: value.place, ...placedText(value) }));
