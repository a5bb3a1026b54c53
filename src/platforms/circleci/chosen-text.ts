import type { CircleciModel } from "./model.ts";

/** Who chooses a text: somebody outside the project, the author of a commit, or somebody of the project. */
export type Author = "outsider" | "merged" | "project";

/** Texts of the event that started a pipeline which the author of a pull request, issue or comment writes. */
const EVENT_TEXT =
  /^pipeline\.event\.(?:.+\.)?(?:title|body|ref|label|message|description|name|login|email|branch|comment)$/;

/** The same of the older kind of trigger; whoever calls a webhook chooses its body. */
const TRIGGER_TEXT =
  /^pipeline\.trigger_parameters\.(?:webhook\.body|.+\.(?:commit_message|commit_title|commit_author_\w+|title|body|description|message|user_name|user_username))$/;

/** Who chooses what CircleCI fills in under a name; undefined where it is no text, or nobody's. */
export function authorOf(model: CircleciModel, name: string): Author | undefined {
  if (/^pipeline\.git\.commit\.(?:subject|body|author_name|author_email)$/.test(name)) return "merged";
  if (EVENT_TEXT.test(name) || TRIGGER_TEXT.test(name)) return "outsider";
  if (/^pipeline\.git\.(?:branch|tag)$/.test(name)) return "project";
  if (/^pipeline\.trigger_parameters\..+\.(?:branch|ref|tag)$/.test(name)) return "project";
  const own = /^pipeline\.parameters\.(.+)$/.exec(name)?.[1];
  const parameter = model.parameters.find((one) => one.name.value === own);
  // Numbers, truth values and choices are no code.
  return own !== undefined && parameter?.type?.value === "string" ? "project" : undefined;
}
