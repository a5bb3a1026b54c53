import type { Sink } from "../core/pipeline.ts";
import type { Use } from "./fits.ts";
import type { PLACEHOLDERS, PolicyData, UsesData } from "./schema.ts";

/** What a secret ends in, with its name behind it. */
const SINK_WORDS: Readonly<Record<Sink["kind"], string>> = {
  action: "the action",
  image: "the image",
  host: "the host",
  log: "the log, by",
  artefact: "the artefact",
  cache: "the cache",
  output: "the output",
  argv: "the arguments of",
  file: "the file",
  layer: "a layer of the image, by",
  callee: "the pipeline",
};

/** What a finding of a policy says: what its author wrote, or what is used and why it may not be. */
export function messageOf({ id, message, require }: PolicyData, use: Use): string {
  if (message !== undefined) return filled(message, use);
  const { reference, sink } = use;
  const what =
    reference.computed === true
      ? "A secret whose name is computed"
      : reference.secret === "*"
        ? "Every secret"
        : `The secret ${reference.secret}`;
  const where = reference.job === undefined ? "" : ` in the job ${reference.job}`;
  const how = sink === undefined ? `is used${where}` : `ends in ${sinkWords(sink)}${where}`;
  return require === undefined
    ? `${what} ${how}, which the policy ${id} forbids.`
    : `${what} ${how}; the policy ${id} requires ${demandOf(require)}.`;
}

const sinkWords = ({ kind, name }: Sink): string => `${SINK_WORDS[kind]} ${name}`.trim();

function filled(message: string, { reference, sink }: Use): string {
  const words: Readonly<Record<(typeof PLACEHOLDERS)[number], string | undefined>> = {
    secret: reference.secret,
    file: reference.file,
    job: reference.job,
    step: reference.step,
    environment: reference.environment,
    trigger: reference.triggers.map(({ event }) => event).join(", "),
    sink: sink === undefined ? undefined : sinkWords(sink),
  };
  const text = message.replaceAll(/\{(\w+)\}/g, (_, word: keyof typeof words) => words[word] ?? "none");
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What has to hold, as a list of words. */
function demandOf({ sink = {}, ...uses }: UsesData): string {
  const ofUse = Object.entries(uses).map(([key, asked]) => wordsOf(key, asked));
  const ofSink = Object.entries(sink).map(([key, asked]) => wordsOf(`sink.${key}`, asked));
  return [...ofUse, ...ofSink].join(" and ");
}

const wordsOf = (key: string, asked: string | boolean | readonly string[] = ""): string =>
  `\`${key}: ${[asked].flat().join(" or ")}\``;
