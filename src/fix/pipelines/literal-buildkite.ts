import { entryOf } from "../../platforms/document/access.ts";
import type { Attempt } from "../contract.ts";
import { addItem, addUnder, removeWith } from "../yaml/add-entry.ts";
import { entryWith } from "../yaml/list-item.ts";
import { isTaken, keysOf, made, NO_NAME, NOT_IN_LINES, TWO_VALUES, type Written } from "./written-value.ts";

/** A secret of the cluster stands under `secrets` beside the `env` that the value was written in, and comes as a variable of its name. */
export function onBuildkite({ yaml, frames, entry, start, scene }: Written): Attempt {
  const keys = keysOf(frames);
  if (/^(?:command|commands)$/.test(keys.at(-1) ?? ""))
    return { refused: "the value stands in a script; take it from a variable there" };
  if (keys.includes("plugins"))
    return {
      refused: "a plugin takes no secret by its name; give it the name of a variable, where it has a setting for that",
    };
  if (keys.at(-2) !== "env") return { refused: "what may stand in its place is not known" };
  if (keys.at(-3) === "build")
    return { refused: "a trigger hands it to another pipeline; let that take the secret by itself" };
  const name = entry.key.value;
  // Names of secrets: letters, digits and underscores, and none of Buildkite's own.
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || /^BUILDKITE/i.test(name)) return NO_NAME;
  if (isTaken(name, scene)) return TWO_VALUES;
  // While the pipeline is uploaded the agent fills `$NAME` in, from what `env` says, and a secret is not there yet.
  if (new RegExp(String.raw`(?<![$\\])\$\{?${name}\b`).test(yaml.text))
    return {
      refused: `the upload fills $${name} in from \`env\`; write $$${name} where the job's shell is to read it, first`,
    };
  const owner = entryWith(frames, ["env"])?.map;
  const there = entryOf(owner, "secrets")?.value;
  const removed = removeWith(yaml, start, "env");
  const added =
    owner === undefined
      ? undefined
      : there?.kind === "map"
        ? addUnder(yaml, owner, "secrets", { name, value: name }, { below: "env" })
        : addItem(yaml, owner, "secrets", [name], { below: "env" });
  return removed === undefined || added === undefined
    ? NOT_IN_LINES
    : made(name, [removed, added], "the secrets of the cluster");
}
