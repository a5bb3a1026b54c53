import type { Finding, Location } from "../core/finding.ts";

const TOP = { line: 1, column: 1 } as const;

const atTop = ({ unit, path }: Location): Location => ({ unit, path, start: TOP, end: TOP });

/** What a message of a finding in a container ends with. */
const whereIn = ({ inside, start }: Location): string => `In ${inside}, line ${start.line}.`;

/**
 * A finding for formats whose readers open the file and go to the line: of one in a container the file's first line, and the message
 * tells where in it. All others are as they were.
 */
export function inFile<One extends Pick<Finding, "location" | "message" | "related">>(finding: One): One {
  const { location, message, related } = finding;
  if (location.inside === undefined) return finding;
  return {
    ...finding,
    location: atTop(location),
    message: `${message} ${whereIn(location)}`,
    related: related.map((one) => ({
      location: atTop(one.location),
      message: `${one.message} ${whereIn(one.location)}`,
    })),
  };
}
