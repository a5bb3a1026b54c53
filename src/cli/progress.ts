import { plural } from "../reporters/plural.ts";
import { formatBytes } from "../reporters/text-summary.ts";

/** When progress is shown: `--progress`. */
export const PROGRESS_CHOICES = ["auto", "on", "off"] as const;
export type ProgressChoice = (typeof PROGRESS_CHOICES)[number];

/** What the decision rests on. */
export interface ProgressEvidence {
  readonly choice: ProgressChoice;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard error is a terminal. */
  readonly isTty: boolean;
}

/** Whether to show progress: people at a terminal want it, logs and programs do not. */
export function wantsProgress({ choice, env, isTty }: ProgressEvidence): boolean {
  if (choice !== "auto") return choice === "on";
  const { CI: ci, TERM: term } = env;
  return isTty && term !== "dumb" && (ci === undefined || ci === "" || ci === "false");
}

/** Before this, a scan is over sooner than anybody wonders. */
const PATIENCE_MS = 1_000;
const DRAW_EVERY_MS = 100;
/** Where lines cannot be drawn over, there are fewer of them. */
const PRINT_EVERY_MS = 5_000;

export interface Progress {
  /** Counts what was looked at. */
  searched(files: number, bytes: number, findings: number): void;
  /** Takes away what is drawn; nothing is drawn afterwards. */
  end(): void;
}

/** Shows how far a scan is, in one line that is drawn over; on what is no terminal, in a line now and then. */
export function showProgress(
  write: (text: string) => void,
  isTty: boolean,
  now: () => number = () => performance.now(),
): Progress {
  const started = now();
  const every = isTty ? DRAW_EVERY_MS : PRINT_EVERY_MS;
  let next = started + (isTty ? PATIENCE_MS : PRINT_EVERY_MS);
  let isDrawn = false;
  const seen = { files: 0, bytes: 0, findings: 0 };
  const draw = (): void => {
    const time = now();
    if (time < next) return;
    next = time + every;
    isDrawn = true;
    const rate = formatBytes(Math.round((seen.bytes * 1000) / (time - started)));
    const line = `${plural(seen.files, "file")}, ${formatBytes(seen.bytes)}, ${rate}/s, ${plural(seen.findings, "finding")}`;
    write(isTty ? `\r\u001b[K${line}` : `${line}\n`);
  };
  return {
    searched(files, bytes, findings) {
      seen.files += files;
      seen.bytes += bytes;
      seen.findings += findings;
      draw();
    },
    end() {
      if (isDrawn && isTty) write("\r\u001b[K");
      next = Number.POSITIVE_INFINITY;
    },
  };
}
