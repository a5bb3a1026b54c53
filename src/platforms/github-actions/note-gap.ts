import type { Scalar } from "../document/tree.ts";
import type { Following } from "./following.ts";

/** Notes a file that is used and not followed, with why. */
export function noteGap({ gaps }: Following, uses: Scalar, why: string, isMissing: boolean): void {
  gaps.push({ place: uses.place, why, isMissing });
}
