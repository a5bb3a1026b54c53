import { ScanError } from "../../core/errors.ts";
import { pathFromText } from "../../files/byte-path.ts";
import { type GitRepository, openGit } from "../../git/open-repository.ts";
import { printable } from "../../reporters/printable.ts";
import { wrapWords } from "../../reporters/width.ts";
import { readPushLines, readReceiveLines } from "../../sources/pushes/updates.ts";
import { type NewContent, newHere, newToRemote } from "../../sources/pushes/what-is-new.ts";
import { EXIT } from "../exit-code.ts";
import type { Program } from "../program.ts";
import { runScan } from "../run-scan.ts";
import { scanArguments } from "../scan-arguments.ts";
import { printError } from "../write-out.ts";
import { readInput } from "./read-input.ts";
import { searchCommits } from "./search-commits.ts";
import { tellWaysOn } from "./tell-ways-on.ts";
import { WIDTHS } from "./widths.ts";

type PushHook = "pre-push" | "pre-receive";

/** Searches the commits that a push brings, before they go out or before they are taken. */
export async function runPushed(hook: PushHook, args: readonly string[], program: Program): Promise<number> {
  const input = readInput();
  const repository = openGit({ start: program.cwd, environment: program.env });
  try {
    const content = newContent(hook, args, input, repository);
    for (const note of content.notes)
      for (const line of wrapWords(`sealint: note: ${printable(note)}.`, WIDTHS[hook])) printError(line);
    const { commits, tags, loose } = content.range;
    if (commits.length + tags.length + loose.length === 0) return EXIT.clean;
    const scan = scanArguments({
      operands: [],
      // As little is asked as of a scan of the index: no paths.
      switches: new Set(["staged"]),
      values: new Map(hook === "pre-receive" ? [["color", ["never"]]] : []),
    });
    return await runScan(scan, program, {
      search: searchCommits(repository, content.range, hook === "pre-receive"),
      after: tellWaysOn(hook),
      ...(hook === "pre-receive" ? { width: WIDTHS[hook] } : {}),
    });
  } finally {
    repository.close();
  }
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
