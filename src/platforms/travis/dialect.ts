import { type Dialect, shellVariables } from "../environment/dialect.ts";

/** The environment of Travis's jobs. */
export const TRAVIS: Dialect = {
  platform: "travis",
  variablesIn: shellVariables,
  // It makes no tokens that a job could read.
  isBuiltIn: () => false,
  isOwn: () => false,
  // What `travis encrypt-file` stores to open the file with.
  isStored: (name) => /^encrypted_[0-9a-f]{6,40}_(?:key|iv)$/.test(name),
  runner: { files: new Map(), commands: [] },
  folder: /^\$\{?(?:TRAVIS_BUILD_DIR|PWD)\}?\//,
};
