import type { ContainerFile } from "../container-steps/model.ts";

/** A workflow of Woodpecker. */
export type WoodpeckerModel = ContainerFile<"woodpecker">;
