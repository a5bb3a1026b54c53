/** Hooks of git that sealint can be run by, in the order of a change's life. */
export const HOOKS = ["pre-commit", "pre-push", "pre-receive"] as const;
export type HookName = (typeof HOOKS)[number];

/** Whether git tells a hook on its standard input what is about to happen. */
export const readsInput = (hook: HookName): boolean => hook !== "pre-commit";

/** Whether a hook runs where people work; the other one runs where they push to. */
export const isClientSide = (hook: HookName): boolean => hook !== "pre-receive";
