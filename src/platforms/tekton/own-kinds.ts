/** Versions of Tekton's own resources, and of what Pipelines as Code reads beside them. */
export const OWN_API = /^(?:tekton\.dev|triggers\.tekton\.dev|pipelinesascode\.tekton\.dev)\/v\d/;

/** Kinds that are read; those of triggers as far as they name secrets. */
export const OWN_KINDS: ReadonlySet<string> = new Set([
  "Task",
  "ClusterTask",
  "StepAction",
  "Pipeline",
  "PipelineRun",
  "TaskRun",
  "Trigger",
  "TriggerBinding",
  "ClusterTriggerBinding",
  "TriggerTemplate",
  "EventListener",
  "Interceptor",
  "ClusterInterceptor",
  "Repository",
]);
