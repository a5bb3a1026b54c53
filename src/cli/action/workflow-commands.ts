import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

/**
 * Runs a step whose output is text of files, in which a line could look like a workflow command: the runner does not
 * listen until it is over.
 */
export async function withoutCommands<Result>(
  print: (line: string) => void,
  step: () => Promise<Result>,
): Promise<Result> {
  const word = randomUUID();
  print(`::stop-commands::${word}`);
  try {
    return await step();
  } finally {
    print(`::${word}::`);
  }
}

/** Adds outputs of the step to the file that the runner reads them from. Throws a system's error where that fails. */
export function writeOutputs(file: string, outputs: Readonly<Record<string, string | number>>): void {
  const text = Object.entries(outputs).map(([name, value]) => {
    const end = `end-${randomUUID()}`;
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  appendFileSync(file, text.join(""));
}
