import type { Place } from "../../core/span.ts";
import { namedSteps } from "./jobs.ts";
import type { ContainerFile } from "./model.ts";

const SOCKET = /(?:docker|podman|containerd)\.sock\b/;

/** Where containers of a file are given the rights of their host: all of them, or its daemon's socket. */
export function hostRights(file: ContainerFile<string>): { readonly place: Place; readonly job: string }[] {
  return namedSteps(file).flatMap(({ step, pipeline, name }) => {
    const sockets = step.volumes.flatMap((volume) => {
      const shared = pipeline.hostVolumes.find((one) => one.name === volume.value)?.path ?? volume;
      return SOCKET.test(shared.value) ? [shared.place] : [];
    });
    return [...(step.privileged === undefined ? [] : [step.privileged.place]), ...sockets].map((place) => ({
      place,
      job: name,
    }));
  });
}
