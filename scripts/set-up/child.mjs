import { spawn } from "node:child_process";

const PASSED_ON = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Runs `child` to its end as `{ code, signal }`, and passes on the signals that reach us meanwhile. */
function wait(child) {
  return new Promise((resolve, reject) => {
    const pass = (signal) => {
      // A terminal sends Ctrl-C to the whole group: passing it on would press it twice.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of PASSED_ON) process.on(signal, pass);
    const done = (settle, value) => {
      for (const signal of PASSED_ON) process.off(signal, pass);
      settle(value);
    };
    child.once("error", (error) => done(reject, error));
    child.once("close", (code, signal) => done(resolve, { code, signal }));
  });
}

/** Runs a command on our own stdin, stdout and stderr, in `cwd`. */
export function runInherited(command, args, cwd) {
  return wait(spawn(command, args, { cwd, stdio: "inherit" }));
}

/** Runs a command whose two outputs are kept and returned as `output`, never shown. */
export async function runCaptured(command, args, cwd) {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
  const end = await wait(child);
  return { ...end, output: Buffer.concat(chunks).toString("utf8") };
}

/** Runs a command whose output goes to our stderr, so that stdout stays clean for what follows. */
export function runOnStderr(command, args, cwd) {
  return wait(spawn(command, args, { cwd, stdio: ["ignore", 2, 2] }));
}

/** Ends this process as the child ended: with its code, or by its signal. */
export function endLike({ code, signal }) {
  if (signal === null) process.exitCode = code;
  else process.kill(process.pid, signal);
}
