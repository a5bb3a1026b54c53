import type { ContainerFile } from "../container-steps/model.ts";

/** A file of Drone's pipelines. */
export type DroneModel = ContainerFile<"drone">;
