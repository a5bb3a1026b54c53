import type { Config } from "../../config/config.ts";
import type { FileAccess } from "../../config/file-access.ts";
import type { Range } from "../range.ts";
import type { ScanArguments } from "../scan-arguments.ts";

/** What is known when a baseline is read. */
export interface BaselineRequest {
  readonly args: ScanArguments;
  readonly range: Range;
  readonly cwd: string;
  /** The file, as flag or configuration name it. */
  readonly file: string | undefined;
  readonly config: Config | undefined;
  /** Where the baseline is read. */
  readonly files: FileAccess;
  /** Paths of all that will be searched, where these are known: of what is staged or pushed. */
  readonly names: readonly string[] | undefined;
  /** Whether there is something at a path from the root, in what the scan is about; in `files` where absent. */
  readonly exists: ((path: string) => boolean) | undefined;
}
