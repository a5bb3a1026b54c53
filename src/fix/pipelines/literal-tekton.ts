import { entryOf, scalarOf } from "../../platforms/document/access.ts";
import type { Attempt } from "../contract.ts";
import { edit } from "../edit.ts";
import { envName } from "../env-name.ts";
import { isWhole, keysOf, made, NO_NAME, NOT_IN_LINES, WHOLE_ONLY, type Written } from "./written-value.ts";

/** A step takes a variable from a Secret of the cluster, by that's name and a key in it. */
export function onTekton(written: Written): Attempt {
  const { yaml, frames, map, entry, scene } = written;
  const keys = keysOf(frames);
  if (keys.includes("params"))
    return {
      refused: "a parameter takes no Secret; let the step take it from one, with `valueFrom: { secretKeyRef: … }`",
    };
  if (keys.at(-1) === "script" || keys.includes("args") || keys.includes("command"))
    return { refused: "the value stands in a script; take it from a variable there" };
  if (keys.at(-1) !== "value" || keys.at(-2) !== "env") return { refused: "what may stand in its place is not known" };
  if (!isWhole(written)) return WHOLE_ONLY;
  const name = scalarOf(map, "name")?.value ?? "";
  const wanted = envName(name);
  if (wanted === undefined || !/^[\w.-]+$/.test(name)) return NO_NAME;
  const secret = scene.unique(wanted).toLowerCase().replaceAll("_", "-");
  if (entryOf(map, "valueFrom") !== undefined) return NOT_IN_LINES;
  const start = yaml.keyStart(entry);
  const { end } = written.scalar.place.span;
  const quote = written.scalar.style === "plain" ? 0 : 1;
  if (yaml.text.slice(start, end).includes("\n")) return NOT_IN_LINES;
  const column = " ".repeat(yaml.column(start));
  const insert = yaml.isBlock(map)
    ? ["valueFrom:", `  secretKeyRef:`, `    name: ${secret}`, `    key: ${name}`].join(yaml.newline + column)
    : `valueFrom: { secretKeyRef: { name: ${secret}, key: ${name} } }`;
  return made(name, [edit(yaml.unit, start, end + quote, insert)], `the Secret ${secret} of the namespace`);
}
