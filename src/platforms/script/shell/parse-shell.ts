import { parse } from "unbash";
import { rememberedLately } from "../../flow/remembered.ts";
import { blankHoles } from "../holes.ts";
import type { Script } from "../script.ts";

/** A last backslash that escapes nothing: the parser would step over the end of the text with it. */
const LAST_BACKSLASH = /(?<!\\)((?:\\\\)*)\\$/;

/** The tree of a script in a shell's language, parsed once: several look at it one after the other, and none changes it. */
export const parseShell = rememberedLately(({ text, holes }: Script) =>
  parse(blankHoles(text, holes).replace(LAST_BACKSLASH, "$1 ")),
);
