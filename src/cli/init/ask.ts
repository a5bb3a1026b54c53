import process from "node:process";
import { createInterface } from "node:readline";

interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Thrown where somebody ends a dialogue in place of an answer, by Ctrl-C or Ctrl-D. */
export class Stopped extends Error {}

/** Asks on the terminal until an answer is one. */
export interface Dialogue {
  /** The answer, in small letters; `initial` where it is empty. Anything but a choice is asked again. */
  ask(question: string, choices: readonly string[], initial: string): Promise<string>;
  /** Yes where the answer is empty. */
  confirm(question: string): Promise<boolean>;
  close(): void;
}

/** Opens a dialogue on the terminal, or on what is in its place. */
export function openDialogue({ input, output }: Streams = { input: process.stdin, output: process.stdout }): Dialogue {
  const terminal = createInterface({ input, output });
  // Whoever types ahead is not asked again.
  const lines: string[] = [];
  const end: { isReached: boolean } = { isReached: false };
  let wake = (): void => {};
  terminal.on("line", (line) => {
    lines.push(line);
    wake();
  });
  terminal.once("close", () => {
    end.isReached = true;
    wake();
  });
  const answer = async (prompt: string): Promise<string> => {
    terminal.setPrompt(prompt);
    terminal.prompt();
    while (lines.length === 0 && !end.isReached)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const line = lines.shift();
    if (line === undefined) throw new Stopped();
    return line.trim().toLowerCase();
  };
  return {
    async ask(question, choices, initial) {
      for (;;) {
        const given = (await answer(`${question} [${initial}] `)) || initial;
        if (choices.includes(given)) return given;
      }
    },
    async confirm(question) {
      for (;;) {
        const given = await answer(`${question} [Y/n] `);
        if (/^(?:|y|yes)$/.test(given)) return true;
        if (/^(?:n|no)$/.test(given)) return false;
      }
    },
    close: () => terminal.close(),
  };
}
