import type { FileAccess } from "../config/file-access.ts";
import type { Distrust } from "../core/acceptance.ts";

/** Keeps a change from deciding how it is looked at: settings are read from its base. */
export interface ChangeGuard extends Pick<Distrust, "stood"> {
  /** The change's own files, whose settings may be stricter; absent where they are not asked. */
  readonly head?: FileAccess;
  /** The files where the change left its base; none where that is not known. */
  readonly fork?: FileAccess;
}
