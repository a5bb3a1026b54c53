import type { PlacedText } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { joinScript, type MarkedRange } from "../document/written-text.ts";
import type { TextRange } from "../script/script.ts";
import type { Dialect } from "./dialect.ts";

/** A variable of the platform that is filled into the file before it is read: `${DRONE_BRANCH}`. */
export interface Substituted extends TextRange {
  readonly name: string;
  readonly place: Place;
}

/** A script as its shell gets it, and what was filled in before. */
export interface SubstitutedScript {
  readonly text: PlacedText;
  readonly filled: readonly Substituted[];
}

/** `$$` stands for a dollar sign of the shell's. */
const PATTERN = /\$(?=\$[A-Za-z_{(])|\$\{(?<name>[A-Za-z_]\w*)[^{}]*\}/g;

/**
 * Joins the commands of a step. Only variables of the platform's own are filled in: it knows no others, and what is meant as one
 * of the step's own becomes nothing, which a run would show at once.
 */
export function substituted({ ownVariable }: Dialect, commands: readonly Scalar[]): SubstitutedScript {
  const { text, marks } = joinScript(commands, (scalar) =>
    Array.from(scalar.value.matchAll(PATTERN)).flatMap(
      ({ index: start, 0: written, groups }): MarkedRange<Pick<Substituted, "name" | "place">>[] => {
        const name = groups?.["name"];
        const end = start + written.length;
        if (name === undefined) return [{ start, end, drop: 1 }];
        if (!ownVariable.test(name) || scalar.value[start - 1] === "$") return [];
        return [{ start, end, mark: { name, place: placeWithin(scalar, start, end) } }];
      },
    ),
  );
  return { text, filled: marks };
}
