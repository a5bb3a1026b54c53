import type { Origin } from "../core/source.ts";

/** Where content came from, in words to put after its path; nothing for a file of the work tree. */
export function describeOrigin(origin: Origin): string | undefined {
  switch (origin.kind) {
    case "file":
      return undefined;
    case "index":
      return "staged";
    case "stdin":
      return "from standard input";
    case "commit":
      return `commit ${origin.sha.slice(0, 12)} by ${origin.author}, ${origin.date}`;
    case "member": {
      const outer = describeOrigin(origin.of);
      return `${origin.path} inside it${outer === undefined ? "" : `, ${outer}`}`;
    }
  }
}
