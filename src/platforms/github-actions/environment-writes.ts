import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { createReader, heldBy, pathsOf, type Reader } from "./contexts-in.ts";
import { readExpressions } from "./expression.ts";
import { type Around, aroundSteps, type Injection, injectionOf } from "./injections.ts";
import type { GithubActionsModel } from "./model.ts";

/** A line of a script that writes to the variables or the path of all later steps. */
export interface EnvironmentWrite {
  /** The file: `GITHUB_ENV` or `GITHUB_PATH`, as written. */
  readonly place: Place;
  readonly file: string;
  readonly around: Pick<Around, "job" | "step">;
  /** What somebody outside chooses of what is written; absent where that is not known. */
  readonly injection?: Injection;
  /** Whether what is written is only known as the job runs: from a file, a program, another variable. */
  readonly computed: boolean;
}

const TARGET =
  /(?:>>?[ \t]{0,5}|\btee[ \t]+(?:-a[ \t]+|--append[ \t]+)?|Out-File[^\n]{0,60}[ \t]|Add-Content[^\n]{0,60}[ \t])["']?(?<target>\$\{?(?:env:)?(?<file>GITHUB_(?:ENV|PATH))\}?)/gi;

const VARIABLE = /\$(?:env:)?\{?(?<name>[A-Za-z_]\w*)/g;

/** Variables that the runner sets, and nobody outside chooses. */
const RUNNERS_OWN = /^(?:GITHUB_(?!HEAD_REF)\w+|RUNNER_\w+|HOME|PWD|PATH|USER|env)$/;

/** Every such line of a workflow or composite action, in the order of the file. */
export function environmentWrites(model: GithubActionsModel): EnvironmentWrite[] {
  const accessesOf = createReader();
  return aroundSteps(model).flatMap((around) => {
    const { run } = around.step;
    if (run === undefined || !/GITHUB_(?:ENV|PATH)/i.test(run.value)) return [];
    return [...run.value.matchAll(TARGET)].map(({ index, 0: found, groups }) => {
      const target = groups?.["target"] ?? "";
      const start = index + found.lastIndexOf(target);
      const statement = statementBefore(run.value, index);
      const injection = injectedInto(around, run, statement, accessesOf);
      return {
        place: placeWithin(run, start, start + target.length),
        file: (groups?.["file"] ?? "").toUpperCase(),
        around,
        ...(injection !== undefined && { injection }),
        computed: isComputed(run.value.slice(statement.start, statement.end)),
      };
    });
  });
}

/** What a redirection belongs to: its line, or the block of lines in braces whose end it stands at. */
function statementBefore(text: string, at: number): { readonly start: number; readonly end: number } {
  const line = text.lastIndexOf("\n", at - 1) + 1;
  if (!/^\s*\}/.test(text.slice(line, at))) return { start: line, end: at };
  const open = text.lastIndexOf("{\n", line);
  return { start: open === -1 ? line : open, end: at };
}

function injectedInto(
  around: Around,
  run: Scalar,
  { start, end }: { readonly start: number; readonly end: number },
  accessesOf: Reader,
): Injection | undefined {
  const text = run.value.slice(start, end);
  const paths = [
    ...readExpressions(text).flatMap(({ accesses }) =>
      accesses.filter(({ carried }) => carried).flatMap((access) => pathsOf(access, around, accessesOf)),
    ),
    ...[...text.matchAll(VARIABLE)].flatMap(({ groups }) => {
      const name = groups?.["name"] ?? "";
      return name === "GITHUB_HEAD_REF" ? ["github.head_ref"] : heldBy(name, around, accessesOf);
    }),
  ];
  return injectionOf(around, paths, placeWithin(run, start, end))[0];
}

/** Whether a line writes more than what it says itself. */
function isComputed(text: string): boolean {
  if (/\$\(|`|<|\bcat\b|\$\{\{\s*(?:steps|needs|inputs)\./.test(text)) return true;
  return [...text.matchAll(VARIABLE)].some(({ groups }) => !RUNNERS_OWN.test(groups?.["name"] ?? ""));
}
