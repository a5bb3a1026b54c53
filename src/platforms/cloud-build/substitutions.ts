import type { PlacedText, Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { type Replacement, rewriteText } from "../document/rewrite-text.ts";
import { arriving, type Reach } from "../flow/reach.ts";
import { remembered } from "../flow/remembered.ts";
import type { Carried } from "../flow/scope.ts";
import { isSecretName } from "../flow/secret-names.ts";
import type { TextRange } from "../script/script.ts";
import type { Binding, CloudBuildModel } from "./model.ts";

/** What Cloud Build itself has a value for. */
const BUILT_IN =
  "PROJECT_ID|BUILD_ID|PROJECT_NUMBER|LOCATION|TRIGGER_NAME|TRIGGER_BUILD_CONFIG_PATH|SERVICE_ACCOUNT|SERVICE_ACCOUNT_EMAIL|COMMIT_SHA|REVISION_ID|SHORT_SHA|REPO_NAME|REPO_FULL_NAME|BRANCH_NAME|TAG_NAME|REF_NAME";

const USE = new RegExp(
  String.raw`\$\$|\$\{(?<braced>_[A-Z0-9_]+|${BUILT_IN})(?<operation>[^{}\n]{0,200})\}|\$(?<plain>_[A-Z0-9_]+|(?:${BUILT_IN})(?![A-Za-z0-9_]))`,
  "g",
);

/** A value that Cloud Build fills into a text. */
export interface Substitution extends TextRange {
  readonly name: string;
}

export function substitutionsIn(text: string): Substitution[] {
  if (!text.includes("$")) return [];
  return Array.from(text.matchAll(USE)).flatMap(({ index, 0: written, groups }) => {
    const name = groups?.["braced"] ?? groups?.["plain"];
    return name === undefined ? [] : [{ name, start: index, end: index + written.length }];
  });
}

/** A text as whatever runs it gets it: `$$` is a dollar sign, and what is filled in stands there as `$(NAME)`, which no shell means. */
export function asRun(text: PlacedText): PlacedText {
  const replacements = Array.from(text.value.matchAll(USE), ({ index, 0: written, groups }): Replacement => {
    const name = groups?.["braced"] ?? groups?.["plain"];
    return { start: index, end: index + written.length, by: name === undefined ? "$" : `$(${name})` };
  });
  return rewriteText(text, replacements);
}

/** Where such fillings stand in a text as it is run. */
export function holesIn(text: string): Substitution[] {
  return Array.from(text.matchAll(HOLE), ({ index, 0: written, groups }) => ({
    name: groups?.["name"] ?? "",
    start: index,
    end: index + written.length,
  }));
}

const HOLE = new RegExp(String.raw`\$\((?<name>_[A-Z0-9_]+|${BUILT_IN})\)`, "g");

/** Substitutions in substitutions that are followed. */
const MAX_DEPTH = 8;

/** Secrets that a substitution stands for: one that the file gives no value is a secret if its name says so. */
export function carriedBySubstitution(
  reach: Reach,
  model: CloudBuildModel,
  name: string,
  place: Place,
  via: Reference["via"],
  depth = 0,
): Carried[] {
  const own = model.substitutions.find((one) => one.name === name);
  const value = own?.value.value ?? "";
  if (value !== "" && depth < MAX_DEPTH) {
    return substitutionsIn(value).flatMap((one) =>
      carriedBySubstitution(reach, model, one.name, place, via, depth + 1),
    );
  }
  if (!name.startsWith("_") || !isSecretName(name) || choosesSecret(model, name)) return [];
  return [arriving(reach, { secret: name, place, via })];
}

/** Whether a substitution tells which secret to take, and holds none. */
export const choosesSecret = (model: CloudBuildModel, name: string): boolean =>
  /(?:SECRETS?|CREDENTIALS?|CREDS)(?:_(?:ID|NAME|VERSION))?$/.test(name) || choosing(model).has(name);

/** Substitutions that stand in the names of secrets: of their versions, and in words that ask for one. */
const choosing = remembered(({ secrets, steps }: CloudBuildModel): ReadonlySet<string> => {
  const versions = secrets.flatMap(({ version }) => version?.value ?? []);
  const words = steps.flatMap(({ args }) => args.map(({ value }) => value.slice(0, 2000)));
  const asking = words.filter((word) => /secrets?[=:\/]|^projects\//i.test(word.slice(0, 200)));
  return new Set([...versions, ...asking].flatMap((text) => substitutionsIn(text).map(({ name }) => name)));
});

/** A text with the substitutions filled in that the file gives a value. */
export function filledIn(text: string, substitutions: readonly Binding[], depth = 0): string {
  if (depth >= MAX_DEPTH) return text;
  let filled = "";
  let from = 0;
  for (const { start, end, name } of substitutionsIn(text)) {
    const value = substitutions.find((one) => one.name === name)?.value.value ?? "";
    filled +=
      text.slice(from, start) + (value === "" ? text.slice(start, end) : filledIn(value, substitutions, depth + 1));
    from = end;
  }
  return filled + text.slice(from);
}
