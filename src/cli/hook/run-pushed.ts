import { ScanError } from "../../core/errors.ts";
import { pathFromText, textOfPath } from "../../files/byte-path.ts";
import { commitsOf } from "../../git/history/commits.ts";
import { type GitRepository, openGit } from "../../git/open-repository.ts";
import { printable } from "../../reporters/printable.ts";
import { wrapWords } from "../../reporters/width.ts";
import { readPushLines, readReceiveLines } from "../../sources/pushes/updates.ts";
import { type NewContent, newHere, newToRemote } from "../../sources/pushes/what-is-new.ts";
import { EXIT } from "../exit-code.ts";
import type { Program } from "../program.ts";
import { runScan } from "../run-scan.ts";
import { scanArguments } from "../scan-arguments.ts";
import { searchCommits } from "../search-commits.ts";
import { printError } from "../write-out.ts";
import { readInput } from "./read-input.ts";

import { tellWaysOn } from "./tell-ways-on.ts";
import { WIDTHS } from "./widths.ts";

type PushHook = "pre-push" | "pre-receive";

/** Searches the commits that a push brings, before they go out or before they are taken. */
export async function runPushed(hook: PushHook, args: readonly string[], program: Program): Promise<number> {
  const input = readInput();
  if (input === "") return nothingTold(hook, args, program);
  const repository = openGit({ start: program.cwd, environment: program.env });
  try {
    const content = newContent(hook, args, input, repository);
    const { commits, tags, loose } = content.range;
    const hasContent = commits.length + tags.length + loose.length > 0;
    for (const note of [...content.notes, ...(hasContent ? settingsNotes(hook, repository) : [])])
      for (const line of wrapWords(`sealint: note: ${printable(note)}.`, WIDTHS[hook])) printError(line);
    if (!hasContent) return EXIT.clean;
    const scan = scanArguments({
      operands: [],
      // As little is asked as of a scan of the index: no paths.
      switches: new Set(["staged"]),
      values: new Map(hook === "pre-receive" ? [["color", ["never"]]] : []),
    });
    return await runScan(scan, program, {
      search: searchCommits(repository, content.range, { isGuarded: hook === "pre-receive" }),
      after: tellWaysOn(hook, { isFirst: (commit) => commitsOf(repository).head(commit).parents.length === 0 }),
      ...(hook === "pre-receive" ? { width: WIDTHS[hook] } : {}),
    });
  } finally {
    repository.close();
  }
}

/** Where git had nothing to say: it runs `pre-push` when nothing is pushed, with the remote's name, and `pre-receive` never. */
function nothingTold(hook: PushHook, args: readonly string[], { env }: Program): number {
  const isByFramework = env["PRE_COMMIT"] === "1";
  if (hook === "pre-receive" || isByFramework || args.length === 0)
    throw new ScanError(
      `the ${hook} hook was not told what is pushed`,
      isByFramework
        ? `The pre-commit framework does not hand that on; let git run this hook (\`sealint hook install ${hook} --force\`), and take it out of the framework's configuration.`
        : "Let git run it; what runs before it may have read what git says, and has to hand it on.",
    );
  printError("sealint: nothing is pushed, so nothing was searched.");
  return EXIT.clean;
}

/** Settings are those of the default branch, which a repository may never have had. */
function settingsNotes(hook: PushHook, { refs, top }: GitRepository): string[] {
  const head = refs.head();
  if ((hook === "pre-push" && top !== undefined) || head.kind !== "unborn") return [];
  if (!refs.all(() => {}).some(({ name }) => name.startsWith("refs/heads/"))) return [];
  return [
    `HEAD leads to ${textOfPath(head.branch)}, which is not here, so no sealint.yaml was read; \`git symbolic-ref HEAD refs/heads/NAME\` names the default branch`,
  ];
}

function newContent(hook: PushHook, args: readonly string[], input: string, repository: GitRepository): NewContent {
  if (hook === "pre-receive") return newHere(repository, readReceiveLines(input, repository.hash));
  const [name = "", url = name] = args;
  if (name === "")
    throw new ScanError(
      "the pre-push hook was not told where the push goes",
      "Let git run it, which names the remote.",
    );
  const to = { name: pathFromText(name), url: pathFromText(url) };
  return newToRemote(repository, readPushLines(input, repository.hash), to);
}
