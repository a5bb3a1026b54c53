import type { Platform } from "../../core/stages.ts";
import { containerFlows } from "../container-steps/flows.ts";
import { DRONE } from "./dialect.ts";
import type { DroneModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";

/** Drone: pipelines of all kinds of runners, several in a file, and those of version 0.8. */
export const drone = {
  id: "drone",
  recognise,
  parse,
  flows: (model) => containerFlows(DRONE, model),
} as const satisfies Platform<DroneModel>;
