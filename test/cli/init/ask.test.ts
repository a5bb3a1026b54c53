import { PassThrough } from "node:stream";
import { expect, it, onTestFinished } from "vitest";
import { openDialogue, Stopped } from "../../../src/cli/init/ask.ts";

/** A dialogue with somebody who types this, and what it prints. */
function dialogue(typed: string) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const printed: string[] = [];
  output.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
  const opened = openDialogue({ input, output });
  onTestFinished(() => opened.close());
  input.write(typed);
  return { ...opened, input, printed: () => printed.join("") };
}

it.each([
  ["", true],
  ["y", true],
  [" Yes ", true],
  ["n", false],
  ["NO", false],
])("takes `%s` for an answer to a yes or no", async (word, expected) => {
  expect(await dialogue(`${word}\n`).confirm("Write it?")).toBe(expected);
});

it("asks again until an answer is one, and takes what is typed ahead", async () => {
  const { ask, confirm, printed } = dialogue("gitlub\ngitlab\nperhaps\nn\n");
  expect(await ask("Which one?", ["gitlab", "none"], "none")).toBe("gitlab");
  expect(await confirm("Write it?")).toBe(false);
  expect(printed().match(/Which one\? \[none\] /g)).toHaveLength(2);
  expect(printed().match(/Write it\? \[Y\/n\] /g)).toHaveLength(2);
});

it("takes what is proposed where nothing is typed", async () => {
  expect(await dialogue("\n").ask("Which one?", ["gitlab", "none"], "none")).toBe("none");
});

it("ends where nobody answers any more", async () => {
  const { confirm, input } = dialogue("y\n");
  expect(await confirm("Write it?")).toBe(true);
  const waiting = confirm("And this?");
  input.end();
  await expect(waiting).rejects.toBeInstanceOf(Stopped);
});
