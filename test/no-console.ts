import { afterEach, beforeEach, expect } from "vitest";

const METHODS = ["log", "info", "warn", "error", "debug", "trace", "dir", "table"] as const;

let calls: string[] = [];

// Recorded as well as thrown, so that a `catch` on the way cannot hide it.
for (const method of METHODS) {
  globalThis.console[method] = () => {
    calls.push(`console.${method}`);
    throw new Error(`console.${method} was called: print in src/cli only, and there to the stream that was passed in.`);
  };
}

beforeEach(() => {
  calls = [];
});

afterEach(() => {
  expect(calls).toEqual([]);
});
