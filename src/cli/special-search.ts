import type { FileAccess } from "../config/file-access.ts";
import type { Distrust } from "../core/acceptance.ts";
import type { ScanReport } from "../core/stages.ts";
import type { PreparedScan } from "./prepare-scan.ts";
import type { Range } from "./range.ts";

/** Keeps a change from deciding how it is looked at: settings are read from its base. */
export interface ChangeGuard extends Pick<Distrust, "stood"> {
  /** The change's own files, whose settings may be stricter; absent where they are not asked. */
  readonly head?: FileAccess;
  /** The files where the change left its base; none where that is not known. */
  readonly fork?: FileAccess;
}

/** A search of something else than files and standard input, which is known before the settings are read. */
export interface SpecialSearch {
  readonly range: Range;
  /** Paths of all that will be searched. */
  readonly names: readonly string[];
  /** Where settings are read; the disk where absent. */
  readonly files?: FileAccess;
  /** Whether there is something at a path from the root, in the end; where settings are read where absent. */
  readonly exists?: (path: string) => boolean;
  /** Where what is searched is somebody's change, and `files` are those of its base. */
  readonly guard?: ChangeGuard;
  search(prepared: PreparedScan): ScanReport;
}
