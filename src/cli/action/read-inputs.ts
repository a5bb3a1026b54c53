import { ScanError } from "../../core/errors.ts";
import { alternatives } from "../alternatives.ts";
import { ACTION_INPUTS, type ActionInput, SCAN_CHOICES } from "./inputs.ts";

/** What a step asked for. */
export interface ActionRequest {
  readonly scan: (typeof SCAN_CHOICES)[number];
  readonly folder: string;
  /** Absent for one in the runner's temporary folder. */
  readonly sarif?: string;
  readonly annotations: boolean;
  readonly summary: boolean;
  readonly paths: readonly string[];
  /** Flags of `sealint scan` with their values. */
  readonly flags: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a step's inputs out of the environment, where the runner puts them. Throws a ScanError for what makes no sense. */
export function readInputs(environment: Environment): ActionRequest {
  const read = (name: string): string => environment[`INPUT_${name.toUpperCase()}`]?.trim() ?? "";
  const scan = read("scan") || "auto";
  const choice = SCAN_CHOICES.find((one) => one === scan);
  if (choice === undefined)
    throw new ScanError(`the input \`scan\` cannot be \`${scan}\``, `Write ${alternatives(SCAN_CHOICES)}.`);
  const sarif = read("sarif");
  return {
    scan: choice,
    folder: read("working-directory") || ".",
    ...(sarif === "" ? {} : { sarif }),
    annotations: isYes("annotations", read("annotations") || "true"),
    summary: isYes("summary", read("summary") || "true"),
    paths: linesOf(read("paths")),
    flags: ACTION_INPUTS.flatMap((input) => wordsOf(input, read(input.name))),
  };
}

function wordsOf({ name, flag }: ActionInput, value: string): string[] {
  if (flag === undefined || value === "") return [];
  if (flag.kind === "switch") return isYes(name, value) ? [`--${name}`] : [];
  const values = flag.kind === "list" ? linesOf(value) : [value];
  // Joined, so that no value is taken for a flag.
  return values.map((one) => `--${name}=${one}`);
}

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** A yes or no, as YAML and GitHub's own actions write it. */
function isYes(name: string, value: string): boolean {
  if (/^(?:true|True|TRUE)$/.test(value)) return true;
  if (/^(?:false|False|FALSE)$/.test(value)) return false;
  throw new ScanError(`the input \`${name}\` cannot be \`${value}\``, "Write `true` or `false`.");
}
