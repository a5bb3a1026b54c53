import { parse } from "unbash";
import { remembered } from "../../flow/remembered.ts";
import { blankHoles } from "../holes.ts";
import type { Script } from "../script.ts";

/** The tree of a script in a shell's language, parsed once: several look at it, and none changes it. */
export const parseShell = remembered(({ text, holes }: Script) => parse(blankHoles(text, holes)));
