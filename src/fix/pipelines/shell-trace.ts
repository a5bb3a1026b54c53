import type { Edit } from "../../core/finding.ts";
import type { PipelineScript } from "../../core/pipeline.ts";
import type { Span } from "../../core/span.ts";
import { type Attempt, isRefusal, type PipelineScene, pipelineFix } from "../contract.ts";
import { edit } from "../edit.ts";
import type { YamlText } from "../yaml/yaml-text.ts";
import { SHELL_PLATFORMS } from "./shell-platforms.ts";

/** Lets a shell run its commands without printing them first. */
export const shellTrace = pipelineFix({
  rules: ["logs/shell-trace"],
  platforms: SHELL_PLATFORMS,
  does: "Takes `x` out of the shell's options, and `set -x` away where it does nothing else.",
  mend,
});

/** A place where a script turns the trace on; where it is on already, the policy says nothing of it. */
const TURNS_ON = /(?<=(?:^|[\n;&|({])[ \t]*)set[ \t]+-[^\n;&|#'"`)}]*[A-Za-z]/g;

function mend({ match, yaml, flows }: PipelineScene): Attempt {
  const first = mendAt(yaml, match.place.span);
  if (isRefusal(first)) return first;
  const script = flows.scripts.find(({ traces }) => traces.some(({ place }) => isSame(place.span, match.place.span)));
  const more = [...(script?.text.value.matchAll(TURNS_ON) ?? [])].flatMap(({ index, 0: { length } }) => {
    const { unit, span } = (script as PipelineScript).text.placeOf(index, index + length);
    const other = unit !== yaml.unit || isSame(span, match.place.span) ? undefined : mendAt(yaml, span);
    return other === undefined || isRefusal(other) ? [] : other.edits;
  });
  return { ...first, edits: [...first.edits, ...more] };
}

const isSame = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

function mendAt(yaml: YamlText, { start, end }: Span): Attempt {
  const written = yaml.text.slice(start, end);
  const [first = "", ...words] = written.split(/[ \t]+/);
  if (written.includes("\n")) return { refused: "the command takes several lines" };
  const does = "Lets the shell print no commands.";
  if (/^Set-PSDebug$/i.test(first)) return whole(yaml, start, end, does);
  const isSet = first === "set";
  if (!isSet && !/^(?:#!)?(?:\S*\/)?(?:ba|da|k|z)?sh$|^#!\S*\/env$/.test(first)) return NOT_PLAIN;
  const rest = withoutTrace(words);
  if (rest.length === words.length && rest.every((word, index) => word === words[index])) return NOT_PLAIN;
  if (isSet && rest.length === 0) return whole(yaml, start, end, does);
  return { does, edits: [edit(yaml.unit, start, end, [first, ...rest].join(" "))] };
}

const NOT_PLAIN = { refused: "what turns the trace on is not written as a shell's option" } as const;

/** Words of a shell or of `set` without the option `x`; what stands behind the options stays. */
function withoutTrace(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    // `/usr/bin/env bash -x` has the shell in front.
    if (at === 0 && /^(?:ba|da|k|z)?sh$/.test(word)) {
      kept.push(word);
      continue;
    }
    if (!/^-[A-Za-z]+$/.test(word)) return [...kept, ...words.slice(at)];
    const takesName = word.endsWith("o");
    const name = takesName ? words[++at] : undefined;
    const letters = word.slice(1).replaceAll("x", "");
    const isTrace = name === "xtrace";
    const left = isTrace ? letters.slice(0, -1) : letters;
    if (left !== "") kept.push(`-${left}`);
    if (name !== undefined && !isTrace) kept.push(name);
  }
  return kept;
}

/** Takes a whole command away: with its line, its item of a list, or what parts it from its neighbour. */
function whole(yaml: YamlText, start: number, end: number, does: string): Attempt {
  const edited = ofList(yaml, start, end) ?? ofLine(yaml, start, end);
  return edited === undefined ? { refused: "the command is all of its script" } : { does, edits: [edited] };
}

function ofList(yaml: YamlText, start: number, end: number): Edit | undefined {
  const last = yaml.pathTo(start).at(-1);
  if (last === undefined || !("items" in last) || last.item.kind !== "scalar") return undefined;
  const { span } = last.item.place;
  const behind = yaml.text.slice(span.end, yaml.nextLine(span.end));
  const isAll = span.start === start && span.end === end && !behind.includes("#");
  return isAll ? yaml.removeItem(last.items, last.item) : undefined;
}

function ofLine(yaml: YamlText, start: number, end: number): Edit | undefined {
  const line = yaml.lineStart(start);
  const next = yaml.nextLine(end);
  const [before, after] = [yaml.text.slice(line, start), yaml.text.slice(end, next)];
  const behind = /^[ \t]*(?:;|&&)[ \t]*(?=[^\s"'#])/.exec(after);
  if (behind !== null) return edit(yaml.unit, start, end + behind[0].length, "");
  const front = /[ \t]*(?:;|&&)[ \t]*$/.exec(before);
  if (front !== null && /^[ \t]*(?:["'#]|\r?\n|$)/.test(after))
    return edit(yaml.unit, start - front[0].length, end, "");
  if (before.trim() !== "" || !/^[ \t]*(?:#|\r?\n|$)/.test(after)) return undefined;
  if (after.includes("#")) return edit(yaml.unit, start, end + after.indexOf("#"), "");
  return isAlone(yaml, start, line, next) ? undefined : edit(yaml.unit, line, next, "");
}

/** Whether nothing else stands in the script of a line, as far as YAML tells; of a Jenkinsfile the lines around it do. */
function isAlone(yaml: YamlText, start: number, line: number, next: number): boolean {
  const frame = yaml.pathTo(start).at(-1);
  const node = frame === undefined ? undefined : "map" in frame ? frame.entry.value : frame.item;
  if (node?.kind === "scalar") {
    const { span } = node.place;
    return (yaml.text.slice(span.start, Math.max(line, span.start)) + yaml.text.slice(next, span.end)).trim() === "";
  }
  const above = yaml.text.slice(yaml.lineStart(line - 1), line).trim();
  const below = yaml.text.slice(next, yaml.nextLine(next)).trim();
  return /(?:'''|""")$/.test(above) && /^(?:'''|""")/.test(below);
}
