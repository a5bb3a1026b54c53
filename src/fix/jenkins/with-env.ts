import type { Edit } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";
import type { Call, Listing } from "../../platforms/jenkins/groovy/nodes.ts";
import type { Attempt, PipelineScene } from "../contract.ts";
import { edit } from "../edit.ts";
import { envName } from "../env-name.ts";
import { made, NO_NAME, WHOLE_ONLY } from "../pipelines/written-value.ts";
import type { YamlText } from "../yaml/yaml-text.ts";
import type { GroovyText } from "./groovy-path.ts";

const NOT_PLAIN = { refused: "the list of `withEnv` is not written out in its brackets" } as const;

/** `withEnv(['NAME=value'])` becomes `withCredentials`; beside other variables that stands around it. */
export function inWithEnv({ yaml: source, unique }: PipelineScene, found: GroovyText, span: Span): Attempt {
  const { text, around, quote } = found;
  const [list, call] = [around.at(-1), around.at(-2)];
  if (list?.kind !== "list" || call?.kind !== "call" || call.callee.kind !== "name") return NOT_PLAIN;
  const [, name = ""] = /^(\w+)=/.exec(text.scalar.value) ?? [];
  const { start, end } = text.scalar.place.span;
  if (text.holes.length > 0 || span.start !== start + name.length + 1 || span.end !== end) return WHOLE_ONLY;
  const wanted = envName(name);
  if (wanted === undefined) return NO_NAME;
  const id = unique(wanted).toLowerCase().replaceAll("_", "-");
  const credential = `string(credentialsId: '${id}', variable: '${name}')`;
  const whole = { start: start - quote.length, end: end + quote.length };
  const edits =
    list.items.length === 1
      ? [edit(source.unit, whole.start, whole.end, credential), renamed(source, call)]
      : wrapped(source, call, list, whole, credential);
  return edits === undefined ? NOT_PLAIN : made(name, edits, `the credential ${id} of Jenkins, a secret text`, id);
}

const renamed = (source: YamlText, { callee }: Call): Edit =>
  edit(source.unit, callee.place.span.start, callee.place.span.end, "withCredentials");

/** The item goes with its comma, and the step gets another one around it. */
function wrapped(
  source: YamlText,
  call: Call,
  list: Listing,
  { start, end }: Span,
  credential: string,
): readonly Edit[] | undefined {
  const isLast = list.items.at(-1)?.value.place.span.start === start || list.items.at(-1)?.value.place.span.end === end;
  const [behind = ""] = /^\s*,\s*/.exec(source.text.slice(end)) ?? [];
  const [front = ""] = /,\s*$/.exec(source.text.slice(0, start)) ?? [];
  if (isLast ? front === "" : behind === "") return undefined;
  const removed = isLast
    ? edit(source.unit, start - front.length, end, "")
    : edit(source.unit, start, end + behind.length, "");
  const { span } = call.place;
  return [
    edit(source.unit, span.start, span.start, `withCredentials([${credential}]) { `),
    removed,
    edit(source.unit, span.end, span.end, " }"),
  ];
}
