/** What a token has to be allowed, by scope. */
export type Needs = Readonly<Record<string, "read" | "write">>;
