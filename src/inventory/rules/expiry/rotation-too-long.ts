import type { InventoryEntry } from "../../../core/inventory.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { activeEntries } from "../../lacking.ts";

const QUARTER = "90d";
const YEAR = "365d";

import { parseDuration } from "../../../core/duration.ts";
import { isDynamic } from "../../due.ts";
import { nameOf } from "../../entry-names.ts";

export const rotationTooLong: InventoryRule = {
  meta: {
    id: "expiry/rotation-too-long",
    title: "Rotation that is too seldom",
    why: "Until its next rotation a stolen secret works for the thief. An interval of a year means that what leaked in January is still good at Christmas, and that the rotation is practised too seldom for anybody to know how it goes.",
    fix: "Shorten `rotation.every` to 90 days or less, to a year for keys that sign, encrypt or identify a machine. `defaults: { longestRotation: 90d }` sets another limit for all. Where the store can rotate by itself, let it, with `method: auto`.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
      "https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final",
    ],
    practices: ["P7"],
    cwe: [263],
  },
  *check({ inventory }) {
    for (const entry of activeEntries(inventory)) {
      const every = entry.rotation?.every;
      const limit = inventory.longestRotation?.value ?? (isLastingKey(entry) ? YEAR : QUARTER);
      if (every === undefined || isDynamic(entry)) continue;
      if ((parseDuration(every.value) ?? 0) <= (parseDuration(limit) ?? Number.POSITIVE_INFINITY)) continue;
      yield {
        place: every.place,
        message: `${nameOf(entry)} is rotated every ${every.value}, and ${limit} is the limit.`,
      };
    }
  },
};

/** Keys that others have to learn before they can be replaced. */
const LASTING: ReadonlySet<string> = new Set(["certificate", "ssh-key", "signing-key"]);

const isLastingKey = ({ kind }: InventoryEntry): boolean => LASTING.has(kind?.value ?? "");
