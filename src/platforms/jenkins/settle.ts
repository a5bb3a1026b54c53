import type { Siblings } from "../../core/stages.ts";
import { calleeOf, callsIn } from "./calls.ts";
import { isKnown } from "./known-steps.ts";
import type { JenkinsModel } from "./model.ts";

type Others = Siblings<JenkinsModel>;

/** Files of a library that one pipeline may lead into, over any number of calls. */
const MOST_FILES = 200;

/** A file with the steps that it calls out of `vars/` of its own repository, and those that they call: one a file, called by its name. */
export function settle(model: JenkinsModel, siblings: Others): JenkinsModel {
  const found = new Map<string, JenkinsModel>();
  const pending = [model];
  for (const one of pending) {
    for (const name of callsOf(one)) {
      if (found.has(name) || found.size >= MOST_FILES) continue;
      const file = fileOf(name, one.path, siblings);
      if (file === undefined || file.path === model.path) continue;
      found.set(name, file);
      pending.push(file);
    }
  }
  if (found.size === 0) return model;
  const functions = [...found].flatMap(([file, { functions: own }]) =>
    own.map((definition) => {
      const { name } = definition.name;
      return { name: name === "call" ? file : `${file}.${name}`, definition };
    }),
  );
  // Its neighbours in the file call one by its bare name.
  const bare = [...found.values()].flatMap(({ functions: own }) =>
    own.flatMap((definition) => {
      const { name } = definition.name;
      return name === "call" ? [] : [{ name, definition }];
    }),
  );
  return {
    ...model,
    library: { functions: [...bare, ...functions], stages: [...found.values()].flatMap(({ stages }) => stages) },
  };
}

/** Files of `vars/` that a file may mean by what it calls. */
function callsOf({ statements, functions }: JenkinsModel): ReadonlySet<string> {
  const own = new Set(functions.map(({ name }) => name.name));
  const names = callsIn(statements).flatMap((call) => {
    const name = calleeOf(call);
    const [first = ""] = name.split(".", 1);
    return isKnown(name) || own.has(first) || !/^[a-z_]\w*$/.test(first) ? [] : [first];
  });
  return new Set(names);
}

/** The file of a step in the repository's `vars/`: a scan may hold several repositories. */
function fileOf(name: string, path: string, { find }: Others): JenkinsModel | undefined {
  const folders = path.split("/").slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth--) {
    const found = find([...folders.slice(0, depth), "vars", `${name}.groovy`].join("/"));
    if (found !== undefined) return found;
  }
  return undefined;
}
