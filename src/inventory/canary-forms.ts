/** What a canary looks like: the password of a database, or a token with a form and a checksum of its own. */
export const CANARY_FORMS = ["password", "token"] as const;
export type CanaryForm = (typeof CANARY_FORMS)[number];
