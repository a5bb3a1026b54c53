import type * as TrendStore from "../../history-store/trend-store.ts";

/**
 * Loads what keeps the history. Node calls its SQLite experimental and says so on standard error of every run; nobody who reads a
 * dashboard can do anything about it.
 */
export async function loadTrendStore(): Promise<typeof TrendStore> {
  const { emitWarning } = process;
  process.emitWarning = (...all: unknown[]): void => {
    if (!/SQLite/.test(String(all[0]))) Reflect.apply(emitWarning, process, all);
  };
  try {
    return await import("../../history-store/trend-store.ts");
  } finally {
    process.emitWarning = emitWarning;
  }
}
