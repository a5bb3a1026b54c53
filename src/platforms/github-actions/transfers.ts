import type { Transfer } from "../../core/pipeline.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import type { Bindings } from "./model.ts";
import { majorOf, readUses } from "./uses.ts";

/** How an action that hands files on is told which ones. */
interface Carrier {
  readonly kind: Transfer["kind"];
  readonly names: RegExp;
  readonly paths: string;
}

const CARRIERS: readonly Carrier[] = [
  { kind: "artefact", names: /^actions\/upload-(?:pages-)?artifact$/, paths: "path" },
  {
    kind: "cache",
    names:
      /^(?:actions\/cache(?:\/(?:save|restore))?|(?:buildjet|runs-on|ubicloud)\/cache|namespacelabs\/nscloud-cache-action)$/,
    paths: "path",
  },
];

/** Notes the files that a step hands on to somebody else. */
export function noteTransfer(
  collected: Collected,
  uses: Scalar,
  { entries, expression }: Bindings,
  where: Pick<Site, "job" | "step">,
): void {
  const { name, version } = readUses(uses.value);
  const carrier = CARRIERS.find(({ names }) => names.test(name.toLowerCase()));
  if (carrier === undefined || expression !== undefined) return;
  const inputOf = (key: string): Scalar | undefined =>
    entries.find((entry) => entry.name.value.toLowerCase() === key)?.value;
  const lines = linesOf(inputOf(carrier.paths));
  const days = inputOf("retention-days");
  collected.transfers.push({
    kind: carrier.kind,
    place: uses.place,
    paths: lines.filter(({ value }) => !value.startsWith("!")),
    excluded: lines.filter(({ value }) => value.startsWith("!")).map(({ value }) => value.slice(1)),
    takesHidden: carrier.kind === "cache" || takesHidden(name, version, inputOf("include-hidden-files")),
    ...(days !== undefined && { expiry: { value: days.value, place: days.place } }),
    ...where,
  });
}

/** Files that start with a dot are left out by default since version 4.4; before, they were always taken, but for pages. */
function takesHidden(name: string, version: string, input: Scalar | undefined): boolean {
  return input?.value.trim() === "true" || (majorOf(version) < 4 && !/pages/i.test(name));
}

/** The lines of an input, each with its place. */
function linesOf(input: Scalar | undefined): { value: string; place: Transfer["place"] }[] {
  if (input === undefined) return [];
  return Array.from(input.value.matchAll(/[^\s].*/g), ({ index, 0: line }) => {
    const value = line.trimEnd();
    return { value, place: placeWithin(input, index, index + value.length) };
  });
}
