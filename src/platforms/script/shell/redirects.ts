import type { Redirect, Redirection, Word } from "unbash";
import { holesWithin } from "../holes.ts";
import type { ScriptUse } from "../script.ts";
import { logOutput, type Output, type Streams, type Walk } from "./walk.ts";
import { usesOfParts, usesOfSubstitutedFile, usesOfWord } from "./words.ts";

/** The streams of a command after its redirections, taken in their order. */
export function redirected(walk: Walk, redirections: readonly Redirection[], streams: Streams): Streams {
  let current = streams;
  for (const redirection of redirections) {
    if (redirection.type === "Redirect") current = redirectedFile(walk, redirection, current);
    else current = { stdin: inputOf(walk, redirection), out: current.out, err: current.err };
  }
  return current;
}

function inputOf(walk: Walk, redirection: Exclude<Redirection, Redirect>): ScriptUse[] {
  if (redirection.type === "HereString") {
    return redirection.target === undefined ? [] : usesOfWord(walk, redirection.target);
  }
  const { body, delimiter } = redirection;
  // A quoted delimiter keeps the shell from expanding, but not the platform from filling its holes.
  if (body.parts === undefined || delimiter?.quoted === true) return holesWithin(walk.holes, body.pos, body.end);
  return usesOfParts(walk, body.parts);
}

function redirectedFile(walk: Walk, { operator, descriptor, target }: Redirect, streams: Streams): Streams {
  if (target === undefined) return streams;
  if (operator === "<" || operator === "<>") return { ...streams, stdin: usesOfSubstitutedFile(walk, target) };
  const number = descriptor?.type === "FileDescriptor" ? descriptor.value : 1;
  const text = walk.text.slice(target.pos, target.end);
  const to =
    operator === ">&" && /^[12]$/.test(text)
      ? text === "1"
        ? streams.out
        : streams.err
      : outputTo(walk, target, streams);
  if (operator.startsWith("&") || (operator === ">&" && !/^[\d-]/.test(text))) return { ...streams, out: to, err: to };
  return number === 2 ? { ...streams, err: to } : number === 1 ? { ...streams, out: to } : streams;
}

const STANDARD_ERROR = /^\/(?:dev\/(?:stderr|tty|fd\/2|console)|proc\/self\/fd\/2)$/;
const STANDARD_OUTPUT = /^\/(?:dev\/(?:stdout|fd\/1)|proc\/self\/fd\/1)$/;

/** Where a file's name leads: the log, the runner, nowhere, or a file. */
export function outputTo(walk: Walk, target: Word, streams: Streams): Output {
  const name = walk.text.slice(target.pos, target.end).replaceAll(/["']/g, "");
  if (name === "/dev/null" || name === "-") return () => {};
  if (STANDARD_ERROR.test(name)) return streams.err;
  if (STANDARD_OUTPUT.test(name)) return streams.out;
  const variable = /^\$\{?(\w+)\}?$/.exec(name)?.[1];
  const special = variable === undefined ? undefined : walk.dialect.files.get(variable);
  if (variable !== undefined && special === "log") return (use) => logOutput(walk)(use, variable);
  const kind = special ?? "file";
  return (use) => walk.sinks.push({ kind, name: special === undefined ? name : (variable ?? name), use });
}
