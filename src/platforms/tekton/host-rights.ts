import type { Place } from "../../core/span.ts";
import type { TaskSpec, TektonModel } from "./model.ts";

/** Folders and sockets by which a container takes over its machine. */
const HOST =
  /(?:docker|podman|containerd|crio)\.sock\b|^\/(?:var\/lib\/(?:docker|kubelet|containerd)|var\/run|run)?\/?$/;

/** Where containers are given the rights of the machine that they run on, with the job. */
export function hostRights({ resources }: TektonModel): { readonly place: Place; readonly job: string }[] {
  return resources.flatMap(({ task, pipeline, name }) => [
    ...(task === undefined ? [] : inTask(task, name.value)),
    ...(pipeline?.tasks ?? []).flatMap((one) => (one.spec === undefined ? [] : inTask(one.spec, one.name.value))),
  ]);
}

function inTask(
  { steps, sidecars, volumes }: TaskSpec,
  job: string,
): { readonly place: Place; readonly job: string }[] {
  const privileged = [...steps, ...sidecars].flatMap((step) => step.privileged);
  const mounted = volumes.flatMap(({ hostPath }) =>
    hostPath !== undefined && HOST.test(hostPath.value) ? [hostPath] : [],
  );
  return [...privileged, ...mounted].map(({ place }) => ({ place, job }));
}
