import { runChild } from "../run/children.ts";

/** Whether a program can be started. */
export async function isThere(program: string): Promise<boolean> {
  try {
    return (await runChild(program, ["--version"])).code === 0;
  } catch {
    return false;
  }
}

/** What actionlint says of workflows, a line each without line and column: these move. */
export async function complaintsOf(program: string, cwd: string, workflows: readonly string[]): Promise<string[]> {
  if (workflows.length === 0) return [];
  const { stdout } = await runChild(program, ["-no-color", "-oneline", ...workflows], { cwd });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) =>
      line
        .replace(/:\d+:\d+: /, ": ")
        .replace(/\b(\w+:\w+):\d+:\d+: /, "$1: ")
        .replace(/line:\d+,? ?(?:col:\d+)?/g, ""),
    );
}
