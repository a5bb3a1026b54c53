import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { fillExample } from "../../src/catalogue/template.ts";
import { STEPS, type Step } from "./steps.ts";

const RECIPES = join(import.meta.dirname, "..", "..", "fixtures", "encoded", "recipes.yaml");

interface Recipe {
  readonly file: string;
  readonly text?: string;
  readonly steps: readonly string[];
  readonly as?: readonly string[];
  readonly around?: string;
  readonly line?: number;
}

interface Recipes {
  readonly secret: string;
  readonly bare: string;
  readonly groups: readonly { readonly title: string; readonly cases: readonly Recipe[] }[];
}

/** A file with one secret somewhere in it. */
export interface MadeFile {
  readonly group: string;
  readonly path: string;
  readonly bytes: Buffer;
  /** What is done to the secret, the outermost last. */
  readonly steps: readonly string[];
  /** Line of the outermost text: of the file, or of the text in its containers. */
  readonly line: number;
  /** What a finding is to say of how it was decoded, the outermost first. */
  readonly chain: readonly string[];
}

/** Makes all files of the corpus. The same recipes give the same files. */
export function makeCorpus(): MadeFile[] {
  const recipes = parse(readFileSync(RECIPES, "utf8")) as Recipes;
  return recipes.groups.flatMap(({ title, cases }) => cases.map((recipe) => makeFile(title, recipe, recipes)));
}

function makeFile(group: string, recipe: Recipe, { secret, bare }: Recipes): MadeFile {
  const { file, text = secret, steps: names, as = [], around, line = 1 } = recipe;
  const steps = names.map(stepOf);
  const filled = Buffer.from(fillExample(text === "bare" ? bare : text, `encoded:${file}`).text);
  const members = [...as];
  let bytes: Buffer = filled;
  for (const [index, step] of steps.entries()) {
    const out = step.run(bytes, step.isArchive === true ? (members.shift() ?? "settings.env") : "");
    const isLast = index === steps.length - 1;
    bytes = step.isText && !(isLast && around !== undefined) ? Buffer.from(`payload: ${out.toString().trim()}\n`) : out;
  }
  if (around !== undefined) bytes = Buffer.from(around.replace("@", () => bytes.toString()));
  // Containers that the file itself is are opened before anything is decoded.
  const lastText = steps.findLastIndex(({ isText }) => isText);
  const chain = steps.slice(0, lastText + 1).map(({ says }) => says);
  return { group, path: file, bytes, steps: names, line, chain: chain.toReversed() };
}

function stepOf(name: string): Step {
  const step = STEPS[name];
  if (step === undefined) throw new SyntaxError(`\`${name}\` is no step; known are ${Object.keys(STEPS).join(", ")}`);
  return step;
}
