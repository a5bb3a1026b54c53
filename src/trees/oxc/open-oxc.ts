import { NodeApi } from "./node-api.ts";

/** TypeScript alone, as it tells types of other files, or with tags; JavaScript is the last. */
export type Dialect = "ts" | "dts" | "tsx";

/**
 * Parses a text into the JSON of its tree, `{ node, fixes }` with an ESTree; the body is empty where it is none of the dialect.
 * Whoever gets an error has to open another.
 */
export type ParseToJson = (text: string, dialect: Dialect) => string;

/** What the module offers, as far as it is used. */
interface Offered {
  parseSync(
    path: string,
    text: string,
    options: { readonly lang: Dialect; readonly astType: "ts"; readonly preserveParens: false },
  ): { readonly program: string };
}

/** Pages of 64 KiB that the module asks for, most of them its stack, and how many it may have. */
const LEAST_PAGES = 1000;
const MOST_PAGES = 16_384;

/** Starts oxc's parser; throws where the module is another than it was made for. */
export function openOxc(module: WebAssembly.Module): ParseToJson {
  const memory = new WebAssembly.Memory({ initial: LEAST_PAGES, maximum: MOST_PAGES });
  const api = new NodeApi(memory);
  const known: Readonly<Record<string, unknown>> = { memory, ...api.functions, ...systemOf(memory) };
  const imports: Record<string, Record<string, unknown>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = known[name] ?? refusing(name);
  }
  const { exports } = new WebAssembly.Instance(module, imports);
  const { parseSync } = api.register(exports) as unknown as Offered;
  return (text, dialect) => {
    const result = parseSync("", text, { lang: dialect, astType: "ts", preserveParens: false });
    const json = result.program;
    api.free(result);
    return json;
  };
}

/** What a module that is built for a system asks of it: it has no files, no time and nobody to tell anything. */
const systemOf = (memory: WebAssembly.Memory) => ({
  environ_sizes_get(count: number, bytes: number): number {
    const view = new DataView(memory.buffer);
    view.setUint32(count, 0, true);
    view.setUint32(bytes, 0, true);
    return 0;
  },
  environ_get: () => 0,
  clock_time_get: () => 0,
  fd_write(_: number, _pieces: number, _count: number, written: number): number {
    new DataView(memory.buffer).setUint32(written, 0, true);
    return 0;
  },
  /** For the seeds of its tables: the same tree comes of any. */
  random_get: () => 0,
});

const refusing = (name: string) => (): never => {
  throw new Error(`the parser asks for ${name}`);
};
