import type { Command, PipelineFlows } from "../core/pipeline.ts";
import type { Place } from "../core/span.ts";

/** Programs that publish packages of npm, by the words that have them do so. */
const PUBLISHING: Readonly<Record<string, RegExp>> = {
  npm: /^publish\b/,
  pnpm: /^publish\b/,
  yarn: /^(?:npm )?publish\b/,
  lerna: /^publish\b/,
  changeset: /^publish\b/,
  "semantic-release": /^/,
  np: /^/,
};

/** Programs that run another one, which their first words name. */
const RUNNERS = /^(?:npx|pnpx|bunx)$/;
const RUNNING = /^(?:exec|dlx|run)$/;

/** Actions that do the same. */
const ACTIONS = /^(?:js-devtools\/npm-publish|cycjimmy\/semantic-release-action)(?:@|$)/i;

/** Where a pipeline publishes packages of npm: commands and actions, in the order of the file. */
export function publishingPlaces({ commands, tools }: PipelineFlows): Place[] {
  const places = [
    ...commands.filter(publishes).map(({ place }) => place),
    ...tools.filter(({ name }) => ACTIONS.test(name)).map(({ place }) => place),
  ];
  return places.sort((a, b) => a.span.start - b.span.start);
}

function publishes({ name, words }: Pick<Command, "name" | "words">): boolean {
  if (words.some((word) => /^--dry-run(?:=true)?$|^-d$/.test(word))) return false;
  const said = words.filter((word) => !word.startsWith("-"));
  const [first = "", second = ""] = said;
  if (RUNNERS.test(name)) return isPublishing(first, said.slice(1));
  if (RUNNING.test(first) && isPublishing(second, said.slice(2))) return true;
  return isPublishing(name, said);
}

function isPublishing(program: string, words: readonly string[]): boolean {
  const plain = program.replace(/@[\w.-]+$/, "");
  return Object.hasOwn(PUBLISHING, plain) && PUBLISHING[plain]?.test(words.join(" ")) === true;
}
