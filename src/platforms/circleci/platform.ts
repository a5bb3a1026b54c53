import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { CircleciModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";

/** CircleCI: configurations of version 2 and 2.1, their continuations, orbs, and the parts that are packed into them. */
export const circleci = {
  id: "circleci",
  recognise,
  parse,
  flows,
} as const satisfies Platform<CircleciModel>;
