/** The name under which GitLab looks for a project's pipeline. */
export const PIPELINE_NAME = /(?:^|\/)\.gitlab-ci\.ya?ml$/i;
