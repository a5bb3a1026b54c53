import type { Scalar } from "../document/tree.ts";
import { languageOf, type ScriptLanguage } from "../script/script.ts";
import { bind, type Frame, filledIn } from "./frames.ts";
import { findExecutor } from "./lookup.ts";
import type { Binding, CircleciModel, DockerImage, Host, Job } from "./model.ts";

/** A part of what a job runs in, with the frame that its texts are written in. */
export interface Framed<Part> {
  readonly part: Part;
  readonly frame: Frame;
}

/** Where a job's steps run: its own settings, and those of its executor behind them. */
export interface JobHost {
  readonly images: readonly Framed<DockerImage>[];
  /** From the inside out. */
  readonly environments: readonly Framed<readonly Binding[]>[];
  readonly shell?: Scalar;
  readonly windows: boolean;
}

const NOTHING: Host = { docker: [], environment: [] };

export function hostOf(model: CircleciModel, job: Job, frame: Frame): JobHost {
  const name = job.executor === undefined ? undefined : filledIn(model, frame, job.executor.name.value);
  const executor = name === undefined ? undefined : (findExecutor(frame.library, name) ?? findExecutor(model, name));
  const host = executor?.found ?? NOTHING;
  const inner =
    executor === undefined
      ? frame
      : bind(executor.library, executor.found.parameters, job.executor?.arguments ?? [], frame);
  const [docker, at] = job.docker.length > 0 ? [job.docker, frame] : [host.docker, inner];
  const images = docker.map((part) => ({ part, frame: at }));
  const shell = job.shell ?? host.shell;
  const machine = job.machine ?? host.machine;
  const resources = [machine, job.resourceClass ?? host.resourceClass].flatMap((one) =>
    one === undefined ? [] : [filledIn(model, frame, one.value)],
  );
  return {
    images,
    environments: [
      { part: job.environment, frame },
      { part: host.environment, frame: inner },
      ...images.slice(0, 1).map(({ part }) => ({ part: part.environment, frame: at })),
    ],
    ...(shell !== undefined && { shell }),
    // The executors of the Windows orb have PowerShell.
    windows: /windows/i.test(resources.join(" ")) || /^win(?:dows)?\//i.test(name ?? ""),
  };
}

/** The language of a step: that of its shell, or of the machine where it names none. */
export function languageOfStep(
  model: CircleciModel,
  frame: Frame,
  shell: Scalar | undefined,
  windows: boolean,
): ScriptLanguage | undefined {
  if (shell === undefined) return windows ? "pwsh" : "bash";
  const line = filledIn(model, frame, shell.value);
  return line.includes("<<") ? "bash" : languageOf(line);
}
