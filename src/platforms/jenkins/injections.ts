import type { PipelineFlows, PipelineScript } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { JenkinsModel } from "./model.ts";

/** Who chooses a text: anybody, whoever wrote what was merged, whoever may push, or whoever starts the build. */
export type Author = "outsider" | "merged" | "project" | "starter";

/** A text that somebody outside the file chooses, where Groovy fills it into a script. */
export interface Injection {
  readonly place: Place;
  /** As written: `env.CHANGE_TITLE`. */
  readonly path: string;
  readonly author: Author;
  readonly script: PipelineScript;
}

const AUTHORS: readonly (readonly [pattern: RegExp, author: Author])[] = [
  [/^CHANGE_(?:TITLE|BRANCH|AUTHOR_DISPLAY_NAME|AUTHOR_EMAIL)$/, "outsider"],
  [/^ghprb(?:PullTitle|PullLongDescription|CommentBody|SourceBranch|ActualCommitAuthor|PullDescription)$/, "outsider"],
  [/^gitlab(?:MergeRequestTitle|MergeRequestDescription|SourceBranch|UserName|TriggerPhrase)$/, "outsider"],
  [/^GITHUB_PR_(?:TITLE|BODY|SOURCE_BRANCH|COMMENT_BODY)$/, "outsider"],
  [/^git log$/, "merged"],
  [/^(?:BRANCH_NAME|GIT_BRANCH|GIT_LOCAL_BRANCH|TAG_NAME|gitlabBranch)$/, "project"],
];

/** Every place of a file's scripts where Groovy fills in such a text. */
export function injectionsIn({ parameters }: JenkinsModel, { scripts }: PipelineFlows): Injection[] {
  const typed = new Set(parameters.filter(({ type }) => TAKES_TEXT.test(type)).map(({ name }) => name.value));
  return scripts.flatMap((script) =>
    oncePerPath(script).flatMap(({ path, start, end }): Injection[] => {
      const name = path.replace(/^env\./, "");
      const own = /^(?:params\.)?(?<name>\w+)$/.exec(path)?.groups?.["name"] ?? "";
      const author = AUTHORS.find(([pattern]) => pattern.test(name))?.[1] ?? (typed.has(own) ? "starter" : undefined);
      return author === undefined ? [] : [{ place: script.text.placeOf(start, end), path, author, script }];
    }),
  );
}

/** What is filled into a script, each text where it first is: mending one place means mending them all. */
const oncePerPath = ({ filled = [] }: PipelineScript) => [
  ...new Map(filled.toReversed().map((one) => [one.path, one])).values(),
];

/** Types of parameters into which any text may be typed. */
const TAKES_TEXT = /^(?:string|text|gitParameter|new StringParameter\w*|new TextParameter\w*)$/;
