import { type RegexNode, Untranslatable } from "./syntax.ts";

/** A repeat of more is as good as one without end. */
const LONG = 16;

/**
 * Refuses a repeat inside a repeat, both long: Go reads each text once, but JavaScript tries all ways to share a text out
 * between the two, which can take hours. Throws an Untranslatable.
 */
export function refuseNestedRepeats(node: RegexNode): void {
  if (isNested(node, false)) throw new Untranslatable("it repeats what repeats itself, which could run for hours here");
}

function isNested(node: RegexNode, isInside: boolean): boolean {
  switch (node.kind) {
    case "sequence":
      return node.items.some((item) => isNested(item, isInside));
    case "choice":
      return node.options.some((option) => isNested(option, isInside));
    case "group":
      return isNested(node.body, isInside);
    case "repeat": {
      const isLong = (node.max ?? Number.POSITIVE_INFINITY) > LONG && node.max !== node.min;
      return (isLong && isInside) || isNested(node.body, isInside || isLong);
    }
    default:
      return false;
  }
}
