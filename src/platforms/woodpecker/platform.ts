import type { Platform } from "../../core/stages.ts";
import { containerFlows } from "../container-steps/flows.ts";
import { WOODPECKER } from "./dialect.ts";
import type { WoodpeckerModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";

/** Woodpecker: workflows, those of older versions too. */
export const woodpecker = {
  id: "woodpecker",
  recognise,
  parse,
  flows: (model) => containerFlows(WOODPECKER, model),
} as const satisfies Platform<WoodpeckerModel>;
