import { partitionPoint } from "../core/partition-point.ts";
import type { Command, Flow, PipelineFlows } from "../core/pipeline.ts";
import type { Place } from "../core/span.ts";
import { rememberedLately } from "../platforms/flow/remembered.ts";

/** A secret among the arguments of a command. */
export interface ArgumentSecret {
  readonly command: Command;
  readonly flow: Flow;
  /** Which of the command's words holds it. */
  readonly index: number;
  /** That word, as written. */
  readonly word: string;
}

const startOf = ({ span }: Place): number => span.start;

const holds = (outer: Place, inner: Place): boolean =>
  outer.unit === inner.unit && outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;

/** Commands around the innermost one that may be tried: substitutions in substitutions. */
const MOST_TRIED = 50;

/** Every secret that stands on the command line of a program, where the list of processes shows it. */
export const argumentSecrets = rememberedLately(({ flows, commands }: PipelineFlows): readonly ArgumentSecret[] => {
  const byFile = new Map(
    [...Map.groupBy(commands, ({ place }) => place.unit)].map(([unit, some]) => [
      unit,
      some.toSorted((a, b) => startOf(a.place) - startOf(b.place)),
    ]),
  );
  const seen = new Set<string>();
  return flows.flatMap((flow): ArgumentSecret[] => {
    const { sink, reference } = flow;
    const key = `${sink.place.unit} ${sink.place.span.start}-${sink.place.span.end} ${reference.secret}`;
    if (sink.kind !== "argv" || seen.has(key)) return [];
    seen.add(key);
    const command = innermost(byFile.get(sink.place.unit) ?? [], sink.place);
    const index = command?.words.findIndex((_, at) => holds(command.placeOfWord(at), sink.place)) ?? -1;
    return command === undefined || index === -1 ? [] : [{ command, flow, index, word: command.words[index] ?? "" }];
  });
});

/** The command that holds a place, of a file's commands in the order of their starts. */
function innermost(sorted: readonly Command[], place: Place): Command | undefined {
  const behind = partitionPoint(sorted.length, (at) => startOf(sorted[at]?.place ?? place) <= place.span.start);
  for (let at = behind - 1; at >= 0 && at >= behind - MOST_TRIED; at--) {
    const command = sorted[at];
    if (command !== undefined && holds(command.place, place)) return command;
  }
  return undefined;
}
