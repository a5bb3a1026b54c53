import type { FileAccess } from "../config/file-access.ts";
import type { ScanReport } from "../core/stages.ts";
import type { ChangeGuard } from "./change-guard.ts";
import type { ContentsOf } from "./pipelines-for.ts";
import type { PreparedScan } from "./prepare-scan.ts";
import type { Range } from "./range.ts";

/** A search of something else than files and standard input, which is known before the settings are read. */
export interface SpecialSearch {
  readonly range: Range;
  /** Paths of all that will be searched, where these are known. */
  readonly names?: readonly string[];
  /** What is in each of them, where that can be told before. */
  readonly contentsOf?: ContentsOf;
  /** Where settings are read; the disk where absent. */
  readonly files?: FileAccess;
  /** Whether there is something at a path from the root, in the end; where settings are read where absent. */
  readonly exists?: (path: string) => boolean;
  /** Where what is searched is somebody's change, and `files` are those of its base. */
  readonly guard?: ChangeGuard;
  search(prepared: PreparedScan): ScanReport | Promise<ScanReport>;
}
