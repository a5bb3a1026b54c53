import type { InventoryRule } from "../../../core/stages.ts";
import { consumerOf, isConsumer } from "../../consumers.ts";
import { isRevoked } from "../../due.ts";
import { inOrder } from "../../in-order.ts";
import { usesByEntry } from "../../match-references.ts";

export const readerNotAllowed: InventoryRule = {
  meta: {
    id: "inventory/reader-not-allowed",
    title: "Job that may not read a secret",
    why: "Each job that reads a secret is one more place where it can leak: its dependencies, its logs and whoever may change it. A job that the entry does not name got the secret without anybody having decided so.",
    fix: "Take the secret away from the job, or, if it needs it, have that approved and add the job to `consumers`, such as `.github/workflows/deploy.yml#deploy`. A list may also name a file, a job or `environment:production`, with `*` for anything.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P5", "P26"],
    cwe: [284, 732],
  },
  *check({ inventory, references }) {
    for (const [entry, uses] of usesByEntry(inventory, references)) {
      const { consumers, name } = entry;
      if (consumers === undefined || isRevoked(entry)) continue;
      const strangers = uses.filter((use) => !consumers.some(({ value }) => isConsumer(value, use)));
      for (const [consumer, group] of Map.groupBy(strangers, consumerOf)) {
        const [first, ...others] = inOrder(group);
        if (first === undefined) continue;
        yield {
          place: first.place,
          message: `\`${consumer}\` reads \`${name.value}\` and is not among its consumers.`,
          related: [
            { place: name.place, message: "It is declared here." },
            ...others.map(({ place }) => ({ place, message: "It is read here as well." })),
          ],
        };
      }
    }
  },
};
