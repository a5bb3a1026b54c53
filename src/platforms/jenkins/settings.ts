import type { Scalar } from "../document/tree.ts";
import { calleeOf, callsIn, closureOf, itemsOf, named, plainText, told, unnamed } from "./calls.ts";
import type { Call, Node } from "./groovy/nodes.ts";
import type { BuildParameter, Library, TriggerSetting } from "./model.ts";

/** Shared libraries that a file loads: `@Library(…)`, `library …`, and `libraries { lib(…) }`. */
export function librariesIn(statements: readonly Node[]): Library[] {
  return callsIn(statements).flatMap((call) => {
    const name = calleeOf(call);
    if (name === "@Library") return itemsOf(told(call, "value")).flatMap(libraryOf);
    if (name === "library") return itemsOf(told(call, "identifier")).flatMap(libraryOf);
    return name === "libraries"
      ? callsIn(closureOf(call)?.body ?? []).flatMap((lib) => unnamed(lib).flatMap(libraryOf))
      : [];
  });
}

function libraryOf(node: Node): Library[] {
  if (node.kind !== "text") return [];
  const { value, place } = node.scalar;
  const at = value.indexOf("@");
  return [{ name: at === -1 ? value : value.slice(0, at), version: at === -1 ? "" : value.slice(at + 1), place }];
}

/** Calls that stand in `parameters { … }` and in `parameters([ … ])`. */
const within = (statements: readonly Node[], section: string): Call[] =>
  callsIn(statements)
    .filter((call) => calleeOf(call) === section)
    .flatMap((call) => callsIn([...(closureOf(call)?.body ?? []), ...unnamed(call)]));

const PARAMETER =
  /^(?:string|text|password|choice|booleanParam|credentials|file|run|gitParameter|validatingString|stashedFile|base64File|activeChoice|extendedChoice|new \w+Parameter\w*)$/;

/** What a build asks for. */
export function parametersIn(statements: readonly Node[]): BuildParameter[] {
  const asked = callsIn(statements)
    .filter((call) => calleeOf(call) === "input")
    .flatMap((call) => callsIn(itemsOf(named(call, "parameters"))));
  return [...within(statements, "parameters"), ...asked].flatMap((call): BuildParameter[] => {
    const type = calleeOf(call);
    const name = plainText(named(call, "name") ?? unnamed(call)[0]);
    if (!PARAMETER.test(type) || name === undefined) return [];
    const value = plainText(named(call, "defaultValue") ?? named(call, "defaultValueAsSecret"));
    return [{ type, name: name.scalar, ...(value !== undefined && { default: value.scalar }) }];
  });
}

const EVENTS: readonly (readonly [pattern: RegExp, event: TriggerSetting["event"]])[] = [
  [/^(?:cron|pollSCM|parameterizedCron)$/, "schedule"],
  [/^upstream$/, "upstream"],
  [/^(?:issueCommentTrigger|pullRequestComment|bitbucketPRComment)/i, "comment"],
  [
    /^(?:githubPullRequests?|ghprb|pullRequestReview|githubPRTriggers?|gitlabMergeRequest|bitBucketPRTrigger)/i,
    "change_request",
  ],
  [/^(?:GenericTrigger|genericTrigger|githubPush|gitlab|bitbucketPush|bitBucketTrigger|gerrit|URLTrigger)$/, "webhook"],
];

const KEPT = ["artifactDaysToKeepStr", "artifactNumToKeepStr", "daysToKeepStr", "numToKeepStr"];

/** How long artefacts are kept, or builds with all that they have. */
export function keptIn(statements: readonly Node[]): Scalar | undefined {
  const rotators = callsIn(statements).filter((call) => calleeOf(call) === "logRotator");
  const values = KEPT.flatMap((name) => rotators.map((call) => plainText(named(call, name))?.scalar));
  return values.find((value) => value !== undefined && value.value !== "" && value.value !== "-1");
}

/** What starts a build, by `triggers { … }` and `pipelineTriggers([ … ])`. */
export function triggersIn(statements: readonly Node[]): TriggerSetting[] {
  return [...within(statements, "triggers"), ...within(statements, "pipelineTriggers")].flatMap((call) => {
    const name = calleeOf(call);
    const event = EVENTS.find(([pattern]) => pattern.test(name))?.[1];
    return event === undefined ? [] : [{ event, place: call.callee.place }];
  });
}
