import type { Author, Event, Input } from "./model.ts";

interface Source {
  /** Of the text, or of an object that holds it. */
  readonly path: RegExp;
  readonly events: readonly string[];
  readonly author: Author;
}

const PERSON = String.raw`(?:\.(?:author|committer)(?:\.(?:name|email))?)?`;

const SOURCES: readonly Source[] = [
  { path: /^github\.head_ref$/, events: ["pull_request", "pull_request_target"], author: "outsider" },
  {
    path: /^github\.event\.pull_request(?:\.(?:title|body|head(?:\.(?:ref|label|repo(?:\.(?:default_branch|description|homepage))?))?))?$/,
    events: ["pull_request", "pull_request_target", "pull_request_review", "pull_request_review_comment"],
    author: "outsider",
  },
  { path: /^github\.event\.issue(?:\.(?:title|body))?$/, events: ["issues", "issue_comment"], author: "outsider" },
  {
    path: /^github\.event\.comment(?:\.body)?$/,
    events: ["issue_comment", "commit_comment", "discussion_comment", "pull_request_review_comment"],
    author: "outsider",
  },
  { path: /^github\.event\.review(?:\.body)?$/, events: ["pull_request_review"], author: "outsider" },
  {
    path: /^github\.event\.discussion(?:\.(?:title|body))?$/,
    events: ["discussion", "discussion_comment"],
    author: "outsider",
  },
  {
    path: /^github\.event\.pages(?:\.[^.]+(?:\.(?:page_name|title|summary))?)?$/,
    events: ["gollum"],
    author: "outsider",
  },
  {
    path: new RegExp(
      String.raw`^github\.event\.workflow_run(?:\.(?:head_branch|display_title|head_commit(?:\.message|${PERSON})|head_repository(?:\.description)?|pull_requests(?:\.[^.]+\.head\.ref)?))?$`,
    ),
    events: ["workflow_run"],
    author: "outsider",
  },
  {
    path: new RegExp(String.raw`^github\.event\.(?:head_commit|commits(?:\.[^.]+)?)(?:\.message|${PERSON})$`),
    events: ["push"],
    author: "merged",
  },
  { path: /^github\.event\.merge_group\.head_commit\.message$/, events: ["merge_group"], author: "merged" },
  { path: /^github\.event\.client_payload(?:\..+)?$/, events: ["repository_dispatch"], author: "project" },
  {
    path: /^github\.event\.release(?:\.(?:name|body|tag_name|target_commitish))?$/,
    events: ["release"],
    author: "project",
  },
];

/** Events at which the whole of `github.event` holds a text of an outsider. */
const TALKATIVE = new Set(SOURCES.filter(({ author }) => author === "outsider").flatMap(({ events }) => events));

/** The whole of it, or one key of whatever it holds: `github.event.*.body`. */
const HOLDS_ANYTHING = /^github(?:\.event(?:\.\*(?:\.(?:title|body))?)?)?$/;

/** Events whose branch or tag somebody with write access chooses. */
const WITH_CHOSEN_REF = new Set(["push", "create", "delete", "release", "workflow_dispatch", "deployment"]);

/** Who chooses the text at a path in lower case, where it comes through this event; undefined where nobody can. */
export function authorOf(path: string, event: Event): Author | undefined {
  const name = event.name.value;
  if (HOLDS_ANYTHING.test(path)) return TALKATIVE.has(name) ? "outsider" : undefined;
  if (/^(?:github\.event\.)?inputs(?:\.|$)/.test(path)) return authorOfInput(path, event);
  if (/^github\.(?:ref|ref_name|event\.ref)$/.test(path)) {
    return WITH_CHOSEN_REF.has(name) && !hasFixedRefs(event) ? "project" : undefined;
  }
  const source = SOURCES.find((one) => one.path.test(path));
  if (source === undefined) return undefined;
  // What starts the caller of a reusable workflow is known where the repository has one.
  if (name === "workflow_call") return event.hasCallers === true ? undefined : source.author;
  return source.events.includes(name) ? source.author : undefined;
}

/** Whether a text of somebody outside would stand at a path, if only another event brought it. */
export function isForeignText(path: string): boolean {
  return SOURCES.some((one) => one.path.test(path));
}

/** The input that a path in lower case names. */
export const inputAt = (path: string, inputs: readonly Input[]): Input | undefined =>
  inputs.find(({ name }) => isNamed(name.value, path));

/** Whoever chooses the text at a path in an action, which may be used under any event. */
export function authorInAction(path: string, inputs: readonly Input[]): Author | undefined {
  if (path.startsWith("inputs.")) return inputs.some(({ name }) => isNamed(name.value, path)) ? "caller" : undefined;
  const author = SOURCES.find((one) => one.path.test(path))?.author;
  return author === "project" ? "caller" : author;
}

const isNamed = (name: string, path: string): boolean => path.endsWith(`inputs.${name.toLowerCase()}`);

/** Types of inputs that hold no text of somebody's own. */
const CLOSED_TYPES = new Set(["boolean", "choice", "number", "environment"]);

function authorOfInput(path: string, { name, inputs }: Event): Author | undefined {
  const author = { workflow_dispatch: "project", workflow_call: "caller" }[name.value] as Author | undefined;
  if (author === "caller" && path.startsWith("github.")) return undefined;
  const isWhole = path.endsWith("inputs") || path.endsWith(".*");
  const open = inputs.filter(({ type }) => !CLOSED_TYPES.has(type?.value ?? "string"));
  return open.some((input) => isWhole || isNamed(input.name.value, path)) ? author : undefined;
}

/** Whether the filters of a push leave no name to choose: literal names, or patterns of digits alone. */
function hasFixedRefs({ name, filters }: Event): boolean {
  if (name.value !== "push") return false;
  const wanted = filters.filter((one) => /^(?:branches|tags)$/.test(one.name.value)).flatMap(({ values }) => values);
  return wanted.length > 0 && wanted.every(({ value }) => !/[*?+[\]!]/.test(value.replaceAll(/\[0-9\][+*?]?/g, "")));
}
