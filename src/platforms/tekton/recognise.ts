const YAML_PATH = /\.ya?ml$/i;

/** A document of Tekton's own, or one that Pipelines as Code reads. */
const API =
  /(?:^|[{,])[ \t]*(?:-[ \t]+)?["']?apiVersion["']?[ \t]*:[ \t]*["']?(?:triggers\.|pipelinesascode\.)?tekton\.dev\/v\d/m;

/** Whether a file holds a resource of Tekton. The path says nothing: its folder holds other manifests as well. */
export function recognise(path: string, head: string): boolean {
  return YAML_PATH.test(path) && head.includes("tekton.dev/") && API.test(head);
}
