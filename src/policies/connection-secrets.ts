/** A password in a connection string; offsets are in the text. */
export interface ConnectionSecret {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** What it opens: a host where the text names one in plain letters. */
  readonly host?: string;
}

/** `scheme://user:password@host`. A user may be left out, as for Redis. */
const URL =
  /\b[a-z][a-z\d+.\-]{1,20}:\/\/[^\s:\/?#@"'`<>]{0,100}:(?<secret>[^\s\/?#@"'`<>]{1,200})@(?<host>[^\s\/:?#"'`,<>]{1,253})/dgi;

/** `…;Password=value;…`, where another key of a connection string stands in the same text. */
const PAIR = /(?<![\w\-])(?:password|pwd|accountkey|sharedaccesskey)\s{0,3}=\s{0,3}(?<secret>[^;\s"'`]{1,300})/dgi;

const PAIRS_OF_A_CONNECTION =
  /(?<![\w\-])(?:server|data source|host|accountname|endpoint|user id|uid|database|initial catalog|defaultendpointsprotocol)\s{0,3}=\s{0,3}(?:tcp:|sb:\/\/)?(?<host>[^;\s"'`,:\/]{0,253})[^;\n]{0,200};/i;

/** `jdbc:…?user=u&password=value` */
const JDBC =
  /\bjdbc:[a-z\d:]{1,40}\/\/(?<host>[^\s\/:?#"'`]{1,253})[^\s"'`]{0,300}?[?&;]password=(?<secret>[^&;\s"'`]{1,200})/dgi;

/** The passwords of all connection strings that a text holds. Whether they are real is for the judge to say. */
export function connectionSecretsIn(text: string): readonly ConnectionSecret[] {
  if (!/[:=]/.test(text)) return [];
  const pairs = PAIRS_OF_A_CONNECTION.exec(text);
  const found = [
    ...Array.from(text.matchAll(URL), (match) => secretOf(match, match.groups?.["host"])),
    ...Array.from(text.matchAll(JDBC), (match) => secretOf(match, match.groups?.["host"])),
    ...(pairs === null ? [] : Array.from(text.matchAll(PAIR), (match) => secretOf(match, pairs.groups?.["host"]))),
  ];
  const known = new Set<number>();
  return found.filter(({ start }) => !known.has(start) && known.add(start));
}

function secretOf({ groups, indices }: RegExpExecArray, host: string | undefined): ConnectionSecret {
  const [start, end] = indices?.groups?.["secret"] ?? [0, 0];
  const named = host !== undefined && /^[A-Za-z\d][\w.\-]*$/.test(host) ? { host } : {};
  return { value: groups?.["secret"] ?? "", start, end, ...named };
}

/** Whether a host is the machine that the job runs on. */
export const isOwnMachine = (host: string): boolean =>
  /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|host\.docker\.internal)$/i.test(host);
