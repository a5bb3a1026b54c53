import { createRequire, isBuiltin } from "node:module";
import type { Plugin } from "esbuild";

const require = createRequire(import.meta.url);

/** What costs Node milliseconds to load and few scans need: its functions load it on their first call. */
const LOADED_LATE = new Set(["node:crypto", "node:module", "node:os", "node:util", "node:zlib"]);

const NAME = /^[A-Za-z_$][\w$]*$/;

/**
 * Has the bundle take Node's own modules by `process.getBuiltinModule`. An import of one makes Node read every getter that
 * it has, streams, sockets and all, which takes a quarter of the time that an empty program runs.
 */
export const nodeBuiltIns: Plugin = {
  name: "node-built-ins",
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?[a-z_/]+$/ }, ({ path, kind }) => {
      if (!isBuiltin(path)) return undefined;
      const id = path.startsWith("node:") ? path : `node:${path}`;
      return { path: id, namespace: kind === "require-call" ? "required" : "imported", sideEffects: false };
    });
    build.onLoad({ filter: /^node:/, namespace: "required" }, ({ path }) => ({
      contents: `module.exports = ${access(path)};`,
    }));
    build.onLoad({ filter: /^node:/, namespace: "imported" }, ({ path }) => ({
      contents: LOADED_LATE.has(path) ? lateModule(path) : module(path),
    }));
  },
};

const access = (id: string): string => (id === "node:process" ? "process" : `process.getBuiltinModule("${id}")`);

function module(id: string): string {
  const names = Object.keys(require(id) as object).filter((name) => NAME.test(name) && name !== "default");
  return [
    `const builtIn = ${access(id)};`,
    "export default builtIn;",
    "const get = (name) => builtIn[name];",
    ...names.map((name) => `export const ${name} = /* @__PURE__ */ get("${name}");`),
  ].join("\n");
}

/**
 * Functions, and classes of which nothing is asked but new instances: a constant cannot wait, and importing one of these modules fails
 * the build.
 */
function lateModule(id: string): string {
  const callables = Object.entries(require(id) as object).filter(
    ([name, value]) => NAME.test(name) && name !== "default" && typeof value === "function",
  );
  return callables
    .map(([name]) =>
      /^[a-z]/.test(name)
        ? `export const ${name} = (...args) => ${access(id)}.${name}(...args);`
        : `export const ${name} = function (...args) { return new (${access(id)}.${name})(...args); };`,
    )
    .join("\n");
}
