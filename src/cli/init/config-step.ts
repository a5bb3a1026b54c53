import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_FILE } from "../../config/find-config.ts";
import { STARTER_CONFIG } from "../../config/starter.ts";
import type { Planned } from "./step.ts";
import { writeNew } from "./write-new.ts";

/** The configuration at the root; `prefix` is what leads there from where the person stands. */
export function planConfig(root: string, prefix: string): Planned {
  const shown = `${prefix}${CONFIG_FILE}`;
  if (existsSync(join(root, CONFIG_FILE)))
    return { kind: "nothing", lines: [`${shown} is there already, and stays as it is.`] };
  return {
    kind: "step",
    step: {
      question: `Write ${shown}?`,
      offer: `write ${shown}`,
      shown: [{ title: shown, text: STARTER_CONFIG }],
      carryOut: () => {
        writeNew(root, CONFIG_FILE, shown, STARTER_CONFIG);
        return [`Wrote ${shown}. It changes nothing yet: each setting in it is commented out, with what it is for.`];
      },
    },
  };
}
